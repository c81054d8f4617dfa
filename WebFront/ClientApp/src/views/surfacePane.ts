import type { SurfaceMesh } from "../model/surface";
import { element } from "./dom";
import type { Eye, SurfaceDrawing, SurfaceLabels } from "./surfaceDrawing";

const START: Eye = { yaw: -0.62, pitch: 0.48, zoom: 1 };
const TURN = 0.008;
const KEY_TURN = 0.1;

/** The surface that turns: by dragging, by the arrows, larger and smaller by + and −. What draws it is loaded when it is first needed. */
export class SurfacePane {
  readonly #canvas = element("canvas", { tabindex: "0", role: "img", "aria-label": "Volatility surface in three dimensions. Arrow keys turn it, plus and minus size it, 0 sets it back; its numbers stand in the table beside it." });
  readonly element = element("div", { class: "surface-pane" }, this.#canvas);
  #drawing: SurfaceDrawing | null = null;
  #loading = false;
  #eye = START;
  #shown: { readonly mesh: SurfaceMesh; readonly labels: SurfaceLabels } | null = null;
  #marked: readonly [number, number] | null = null;
  #requested = false;
  #last: { readonly x: number; readonly y: number } | null = null;

  constructor(
    /** A place of the mesh is pointed at, or none. */
    readonly onPlace: (place: readonly [number, number] | null) => void,
    readonly onFailure: (message: string) => void,
  ) {
    const canvas = this.#canvas;
    canvas.addEventListener("pointerdown", (event) => {
      this.#last = event;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointerup", () => (this.#last = null));
    canvas.addEventListener("pointercancel", () => (this.#last = null));
    canvas.addEventListener("pointermove", (event) => this.#onMove(event));
    canvas.addEventListener("pointerleave", () => this.#mark(null));
    canvas.addEventListener("keydown", (event) => this.#onKey(event));
    new ResizeObserver(() => this.#request()).observe(canvas);
  }

  draw(mesh: SurfaceMesh, labels: SurfaceLabels): void {
    this.#shown = { mesh, labels };
    if (this.#marked !== null && mesh.iv[this.#marked[0]]?.[this.#marked[1]] === undefined) this.#mark(null);
    this.#load();
    this.#request();
  }

  #load(): void {
    if (this.#loading) return;
    this.#loading = true;
    import("./surfaceDrawing").then(
      ({ SurfaceDrawing: Drawing }) => {
        this.#drawing = new Drawing(this.#canvas);
        this.#request();
      },
      () => {
        this.#loading = false;
        this.onFailure("The drawing of the surface could not be loaded from the server; it is asked for again.");
      },
    );
  }

  #request(): void {
    if (this.#requested) return;
    this.#requested = true;
    requestAnimationFrame(() => {
      this.#requested = false;
      if (this.#shown === null || this.#drawing === null) return;
      this.#drawing.draw(this.#shown.mesh, this.#eye, this.#shown.labels, this.#marked);
      this.#canvas.dataset["drawn"] = `${this.#eye.yaw.toFixed(2)} ${this.#eye.pitch.toFixed(2)} ${this.#eye.zoom.toFixed(2)}`;
    });
  }

  #turn(yaw: number, pitch: number, zoom = 1): void {
    this.#eye = {
      yaw: this.#eye.yaw + yaw,
      pitch: Math.min(1.35, Math.max(0.05, this.#eye.pitch + pitch)),
      zoom: Math.min(2.5, Math.max(0.5, this.#eye.zoom * zoom)),
    };
    this.#request();
  }

  #mark(place: readonly [number, number] | null): void {
    if (String(place) === String(this.#marked)) return;
    this.#marked = place;
    this.onPlace(place);
    this.#request();
  }

  #onMove(event: PointerEvent): void {
    if (this.#last === null) {
      this.#mark(this.#drawing?.placeAt(event.offsetX, event.offsetY) ?? null);
      return;
    }

    this.#turn((event.x - this.#last.x) * TURN, (event.y - this.#last.y) * TURN);
    this.#last = event;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turns: Readonly<Record<string, readonly [number, number, number]>> = {
      ArrowLeft: [-KEY_TURN, 0, 1], ArrowRight: [KEY_TURN, 0, 1], ArrowUp: [0, KEY_TURN, 1], ArrowDown: [0, -KEY_TURN, 1], "+": [0, 0, 1.1], "-": [0, 0, 1 / 1.1],
    };
    const turn = turns[event.key];
    if (turn === undefined && event.key !== "0") return;
    event.preventDefault();
    if (turn === undefined) this.#eye = START;
    this.#turn(...(turn ?? ([0, 0, 1] as const)));
  }
}
