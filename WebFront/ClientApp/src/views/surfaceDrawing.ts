import type { SurfaceMesh } from "../model/surface";
import { niceTicks } from "../model/scale";

/** Where the surface is looked at from; angles in radians. */
export interface Eye {
  readonly yaw: number;
  readonly pitch: number;
  readonly zoom: number;
}

export interface SurfaceLabels {
  readonly column: (x: number) => string;
  readonly columnTitle: string;
  /** Of a row that is an expiry's. */
  readonly row: (expiry: string) => string;
}

interface Point {
  readonly x: number;
  readonly y: number;
  /** Toward the eye is more. */
  readonly near: number;
}

interface Face {
  readonly near: number;
  readonly corners: readonly [Point, Point, Point, Point];
  readonly fill: string;
  /** The edge along an expiry's slice. */
  readonly slice: boolean;
}

/** Dark violet over teal to yellow: as light grows so does volatility, for eyes that see no colours too. */
const RAMP = [[68, 34, 120], [58, 82, 155], [33, 138, 148], [82, 190, 102], [244, 222, 64]] as const;
const HEIGHT = 0.62;
/** Labels of the axes do not come nearer to each other than this, in pixels: of two the second is left out. */
const LABEL_GAP = 6;
const LABEL_HEIGHT = 13;
/** How far the eye is, in half widths of the box. */
const FAR = 7;

/** Draws a surface of volatilities on a canvas, back to front. */
export class SurfaceDrawing {
  readonly #context: CanvasRenderingContext2D;
  #points: Point[][] = [];

  constructor(readonly canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext("2d")!;
  }

  draw(mesh: SurfaceMesh, eye: Eye, labels: SurfaceLabels, marked: readonly [number, number] | null): void {
    const { canvas } = this;
    const ratio = Math.min(devicePixelRatio, 2);
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (width < 60 || height < 60) return;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const ink = getComputedStyle(canvas).color;
    const [low, high] = range(mesh);
    const project = this.#projection(eye, width, height);
    const roots = mesh.rows.map(({ years }) => Math.sqrt(years));
    const depth = (row: number): number => ((roots[row]! - roots[0]!) / (roots.at(-1)! - roots[0]!)) * 2 - 1;
    const across = (column: number): number => (column / (mesh.columns.length - 1)) * 2 - 1;
    const up = (iv: number): number => ((iv - low) / (high - low)) * 2 * HEIGHT - HEIGHT;
    this.#points = mesh.iv.map((values, row) => values.map((iv, column) => project(across(column), up(iv), depth(row))));
    this.#box(mesh, eye, project, up, [low, high], depth, labels, ink);
    const faces: Face[] = [];
    for (let row = 0; row + 1 < mesh.rows.length; row++) {
      for (let column = 0; column + 1 < mesh.columns.length; column++) {
        const corners = [this.#points[row]![column]!, this.#points[row]![column + 1]!, this.#points[row + 1]![column + 1]!, this.#points[row + 1]![column]!] as const;
        const iv = (mesh.iv[row]![column]! + mesh.iv[row + 1]![column + 1]!) / 2;
        const slope = ((mesh.iv[row]![column + 1]! - mesh.iv[row]![column]!) / (high - low)) * mesh.columns.length * 0.05;
        faces.push({ near: (corners[0].near + corners[2].near) / 2, corners, fill: colour((iv - low) / (high - low), 1 - Math.min(0.28, Math.abs(slope) * 0.5)), slice: mesh.rows[row + 1]!.expiry !== null });
      }
    }

    faces.sort((a, b) => a.near - b.near);
    context.lineJoin = "round";
    for (const { corners, fill, slice } of faces) {
      context.beginPath();
      corners.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
      context.fillStyle = context.strokeStyle = fill;
      context.lineWidth = 0.7;
      context.fill();
      context.stroke();
      if (!slice) continue;
      context.beginPath();
      context.moveTo(corners[2].x, corners[2].y);
      context.lineTo(corners[3].x, corners[3].y);
      context.strokeStyle = "rgb(10 14 22 / 55%)";
      context.lineWidth = 1;
      context.stroke();
    }

    const point = marked === null ? undefined : this.#points[marked[0]]?.[marked[1]];
    if (point === undefined) return;
    context.beginPath();
    context.arc(point.x, point.y, 5, 0, 2 * Math.PI);
    context.fillStyle = "white";
    context.strokeStyle = "black";
    context.lineWidth = 2;
    context.fill();
    context.stroke();
  }

  /** The place of the mesh nearest to a pixel, if one is near; of two the one in front. */
  placeAt(x: number, y: number): [number, number] | null {
    let best: [number, number] | null = null;
    let least = 400;
    this.#points.forEach((points, row) =>
      points.forEach((point, column) => {
        const distance = (point.x - x) ** 2 + (point.y - y) ** 2 - point.near * 30;
        if (distance < least) [least, best] = [distance, [row, column]];
      }),
    );
    return best;
  }

  #projection(eye: Eye, width: number, height: number): (x: number, y: number, z: number) => Point {
    const [sinYaw, cosYaw, sinPitch, cosPitch] = [Math.sin(eye.yaw), Math.cos(eye.yaw), Math.sin(eye.pitch), Math.cos(eye.pitch)];
    const size = Math.min(width / 3.9, height / 2.95) * eye.zoom;
    return (x, y, z) => {
      const right = x * cosYaw + z * sinYaw;
      const away = -x * sinYaw + z * cosYaw;
      const high = y * cosPitch + away * sinPitch;
      const near = y * sinPitch - away * cosPitch;
      const scale = (FAR / (FAR - near)) * size;
      return { x: width / 2 + right * scale, y: height * 0.46 - high * scale, near };
    };
  }

  /** Floor and the two walls behind, with what is written at their edges. */
  #box(
    mesh: SurfaceMesh, eye: Eye, project: (x: number, y: number, z: number) => Point, up: (iv: number) => number, [low, high]: readonly [number, number],
    depth: (row: number) => number, labels: SurfaceLabels, ink: string,
  ): void {
    const { canvas } = this;
    const context = this.#context;
    const backX = Math.sin(eye.yaw) > 0 ? -1 : 1;
    const backZ = Math.cos(eye.yaw) > 0 ? 1 : -1;
    const line = (...points: readonly (readonly [number, number, number])[]): void => {
      context.beginPath();
      points.map((point) => project(...point)).forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.stroke();
    };
    const written: { readonly x: number; readonly y: number; readonly half: number }[] = [];
    const write = (text: string, x: number, y: number, z: number): void => {
      const at = project(x, y, z);
      // Below stands what the axis is.
      const label = { x: at.x, y: Math.min(at.y, canvas.clientHeight - 24), half: context.measureText(text).width / 2 };
      if (written.some((other) => Math.abs(other.x - label.x) < other.half + label.half + LABEL_GAP && Math.abs(other.y - label.y) < LABEL_HEIGHT)) return;
      written.push(label);
      context.fillText(text, label.x, label.y);
    };
    context.strokeStyle = ink;
    context.fillStyle = ink;
    context.lineWidth = 1;
    context.font = "11px Inter, 'Segoe UI', Roboto, Arial, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const iv of niceTicks(low, high, 6)) {
      context.globalAlpha = 0.3;
      line([-backX, up(iv), backZ], [backX, up(iv), backZ], [backX, up(iv), -backZ]);
      context.globalAlpha = 1;
      write(`${iv} %`, backX * 1.07, up(iv), -backZ * 1.07);
    }

    const floor = -HEIGHT;
    const first = mesh.columns[0]!;
    const last = mesh.columns.at(-1)!;
    for (const x of niceTicks(first, last, 6)) {
      const at = ((x - first) / (last - first)) * 2 - 1;
      context.globalAlpha = 0.3;
      line([at, floor, -backZ], [at, floor, backZ], [at, HEIGHT, backZ]);
      context.globalAlpha = 1;
      write(labels.column(x), at, floor, -backZ * 1.16);
    }

    context.fillText(labels.columnTitle, canvas.clientWidth / 2, canvas.clientHeight - 9);
    // The ends are written whatever lies between them.
    const rows = mesh.rows.flatMap(({ expiry }, row) => (expiry === null ? [] : [{ expiry, row }]));
    for (const { expiry, row } of [...rows.slice(-1), ...rows.slice(0, -1)]) {
      context.globalAlpha = 0.3;
      line([-backX, floor, depth(row)], [backX, floor, depth(row)]);
      context.globalAlpha = 1;
      write(labels.row(expiry), -backX * 1.24, floor, depth(row));
    }
  }
}

function range(mesh: SurfaceMesh): [number, number] {
  const all = mesh.iv.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const air = (high - low) * 0.06 || 1;
  return [Math.max(0, low - air), high + air];
}

function colour(share: number, light: number): string {
  const at = Math.min(Math.max(share, 0), 0.9999) * (RAMP.length - 1);
  const [from, to] = [RAMP[Math.floor(at)]!, RAMP[Math.floor(at) + 1]!];
  const mixed = from.map((part, i) => Math.round((part + (to[i]! - part) * (at % 1)) * light));
  return `rgb(${mixed.join(" ")})`;
}
