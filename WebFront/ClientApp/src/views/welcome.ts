import { element, setAttribute, setHidden, setText } from "./dom";

const KEY = "trading-analytics.welcomed";

/** Tells who comes for the first time what he looks at, until he says that he has seen it. */
export class Welcome {
  readonly element = element("section", { class: "welcome", "aria-label": "Welcome", hidden: "" });
  readonly #market = element("span");
  #seen = seenBefore();

  constructor(onHelp: () => void) {
    const help = element("button", { type: "button" }, "Keys and words ( ? )");
    const close = element("button", { type: "button", "data-control": "welcomed" }, "Got it");
    help.addEventListener("click", onHelp);
    close.addEventListener("click", () => {
      this.#seen = true;
      this.element.hidden = true;
      try {
        localStorage.setItem(KEY, "1");
      } catch {
        // Where storage is refused it is said again next time.
      }
    });
    this.element.append(
      element("p", {}, this.#market, " Calls left, strikes in the middle, puts right; the blue line is the forward. Click a number for the option in full; point at any label or dash to read what it means or why it is missing."),
      element("div", {}, help, close),
    );
  }

  draw(feed: string): void {
    setHidden(this.element, this.#seen || feed === "");
    const simulated = feed.startsWith("Simulated");
    const text = simulated
      ? "This is a simulated market: its prices are made up. Real ones come by a feed, a replay, or pushed ticks."
      : `Prices come from: ${feed}.`;
    setText(this.#market, text);
    setAttribute(this.element, "data-simulated", simulated ? "" : null);
  }
}

function seenBefore(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}
