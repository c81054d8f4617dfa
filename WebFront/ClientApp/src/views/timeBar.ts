import type { Look } from "../model/look";
import { instantText } from "../model/place";
import type { TimeTravel } from "../model/timeTravel";
import { element, LiveText, setAttribute, setHidden, setText } from "./dom";

const SPEEDS = [1, 5, 10, 30, 60];

/** The day on one slider: play, steps, and the way back to live. Marks unmistakably that what is shown is past. */
export class TimeBar {
  readonly element: HTMLElement;
  readonly #slider = element("input", { type: "range", step: "1000", "data-control": "instant", "aria-label": "Instant of the day" });
  readonly #day = element("select", { "aria-label": "Day", "data-control": "day" });
  readonly #speed = element("select", { "aria-label": "Speed", "data-control": "speed", title: "How many times as fast as the day was" });
  readonly #play = element("button", { type: "button", "data-control": "play", title: "Play, pause ( p )" });
  readonly #live = element("button", { type: "button", "data-control": "live", title: "Back to live ( l )" }, "Live ( l )");
  readonly #said = new LiveText();
  readonly #words = element("span", { class: "instant", role: "status", "data-value": "instant" }, this.#said.node);
  /** Shown though nothing of the past is looked at. */
  #wanted = false;

  constructor(
    readonly travel: TimeTravel,
    readonly look: () => Look,
    onCompare: () => void,
    readonly onNews: () => void,
  ) {
    this.#speed.append(...SPEEDS.map((speed) => element("option", { value: String(speed) }, `×${speed}`)));
    this.#speed.value = String(travel.speed);
    const button = (name: string, label: string, title: string, action: () => void): HTMLElement => {
      const created = element("button", { type: "button", "data-control": name, title }, label);
      created.addEventListener("click", action);
      return created;
    };
    this.#slider.addEventListener("input", () => travel.to(this.#slider.valueAsNumber));
    this.#day.addEventListener("change", () => {
      const day = travel.days.find(({ date }) => date === this.#day.value);
      if (day !== undefined) travel.go(instantText(day.from));
    });
    this.#speed.addEventListener("change", () => (travel.speed = Number(this.#speed.value)));
    this.#play.addEventListener("click", () => void travel.toggle());
    this.#live.addEventListener("click", () => travel.live());
    this.element = element(
      "section",
      { class: "time-bar", "aria-label": "Time travel", hidden: "" },
      this.#words,
      this.#day,
      button("minute-back", "−1 m", "A minute back ( [ )", () => void travel.step(-60)),
      this.#play,
      button("minute-on", "+1 m", "A minute on ( ] )", () => void travel.step(60)),
      this.#speed,
      this.#slider,
      button("compare", "Compare", "What has changed between two instants ( m )", onCompare),
      this.#live,
    );
  }

  toggle(): void {
    this.#wanted = this.element.hasAttribute("hidden");
    if (!this.#wanted) this.travel.live();
    this.onNews();
  }

  draw(at: string | null): void {
    const shown = at !== null || this.#wanted;
    setHidden(this.element, !shown);
    if (!shown) return;
    const { travel } = this;
    void travel.refresh();
    const { day } = travel;
    const { clock } = this.look();
    const time = clock.parts(at);
    this.#said.set(time !== null ? `PAST, not live: ${time.date} ${time.time} ${time.zone}` : travel.trouble || "Live. Drag, step or play to see the day as it was.");
    setAttribute(this.element, "data-past", at === null ? null : "");
    setHidden(this.#live, at === null);
    setText(this.#play, travel.playing ? "❚❚" : "▶");
    setAttribute(this.#play, "aria-label", travel.playing ? "Pause" : "Play the day");
    if (day === null) {
      this.#slider.disabled = true;
      setHidden(this.#day, true);
      return;
    }

    const dates = travel.days.map(({ date }) => date);
    if (dates.join() !== Array.from(this.#day.options, ({ value }) => value).join()) this.#day.replaceChildren(...dates.map((date) => element("option", { value: date }, date)));
    this.#day.value = day.date;
    setHidden(this.#day, dates.length < 2);
    this.#slider.disabled = false;
    this.#slider.min = String(day.from);
    this.#slider.max = String(day.to);
    this.#slider.value = String(at === null ? day.to : Date.parse(at));
    setAttribute(this.#slider, "aria-valuetext", time === null ? "live" : `${time.time} ${time.zone}`);
  }
}
