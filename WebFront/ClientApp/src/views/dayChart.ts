import type { NumberFormat } from "../model/format";
import type { MetricPoint, MetricSeries } from "../model/metricSeries";
import { nearestStrike } from "../model/strikes";
import { extent, padded } from "../model/scale";
import { timeTicks } from "../model/timeTicks";
import type { ChartPanel, ChartSpec } from "./chartSpec";
import type { ViewContext } from "./marketView";

/** A metric of a day chart: its panel's label, how it is written, and in what units it is drawn. */
export interface DayMetric {
  readonly metric: string;
  readonly label: string;
  readonly text: (value: number, format: NumberFormat) => string;
  readonly times?: number;
  /** Drawn in the panel of the metric before. */
  readonly along?: boolean;
  readonly name: string;
}

const TICKS = 7;

/** Metrics over the day, panel under panel on one clock. */
export function dayChart(series: MetricSeries, metrics: readonly DayMetric[], { clock, format }: ViewContext): ChartSpec {
  const drawn = metrics.map((metric) => ({ metric, points: series.points(metric.metric).map(([time, value]) => [time, value * (metric.times ?? 1)] as const) }));
  const times = extent(drawn.flatMap(({ points }) => [points[0]?.[0] ?? null, points.at(-1)?.[0] ?? null]));
  const domain = times === null ? ([0, 1] as const) : times[0] === times[1] ? ([times[0] - 60_000, times[1] + 60_000] as const) : times;
  const panels: ChartPanel[] = [];
  for (const { metric, points } of drawn) {
    // A value holds until the next, and the last until now.
    const held = points.length === 0 ? [] : [...points, [domain[1], points.at(-1)![1]] as const];
    const line = { kind: "line", name: metric.name, points: held } as const;
    if (metric.along && panels.length > 0) {
      const last = panels.at(-1)!;
      const both = [...last.series, line];
      panels[panels.length - 1] = { ...last, label: `${last.label}; ${metric.label}`, series: both, domain: padded(extent(both.flatMap((each) => each.points.map((point) => point[1]))), 0.1) };
    } else panels.push({ label: metric.label, weight: 1, domain: padded(extent(points.map(([, value]) => value)), 0.1), text: (value) => metric.text(value, format), series: [line] });
  }

  const longest = drawn.reduce<readonly MetricPoint[]>((most, { points }) => (points.length > most.length ? points : most), []);
  return {
    domain,
    xText: (time) => clock.parts(new Date(time).toISOString())?.time.slice(0, domain[1] - domain[0] < 600_000 ? 8 : 5) ?? "",
    xTicks: times === null ? [] : timeTicks(...domain, TICKS),
    panels: times === null ? [] : panels,
    marks: [],
    stops: longest.map(([time]) => time),
  };
}

/** Each metric's value that held at an instant. */
export function dayReadout(series: MetricSeries, metrics: readonly DayMetric[], time: number, { clock, format }: ViewContext): (readonly [string, string, string])[] {
  const at = clock.parts(new Date(time).toISOString());
  return [
    ["", at === null ? "" : `${at.date} ${at.time}`, "time"],
    ...metrics.map(({ metric, label, text, times = 1 }) => {
      const points = series.points(metric);
      const index = nearestStrike(points.map(([each]) => each), time);
      return [label.replace(/,.*/, ""), index < 0 ? "–" : text(points[index]![1] * times, format), metric] as const;
    }),
  ];
}
