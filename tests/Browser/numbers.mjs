import assert from "node:assert/strict";

/** A number as the page writes it, without its unit; null for a dash. */
export function number(text) {
  return text === "–" ? null : Number(text.replaceAll(/[,+±%]/g, "").replace("−", "-").trim().replace(/ .*/, ""));
}

function decimals(text) {
  return text.trim().replace(/[ %].*/, "").split(".")[1]?.length ?? 0;
}

/** Whether a text stands for a value to the digits it has. Half way between two numbers of so many digits either will do: they are rounded from decimal here and from binary there. */
export function shows(text, value) {
  const shown = number(text);
  return value === null || shown === null ? shown === value : Math.abs(shown - value) <= 0.5 * 10 ** -decimals(text) + 1e-9 * Math.max(1, Math.abs(value));
}

export function assertShows(text, value, where) {
  assert.ok(shows(text, value), `${where}: ${text} for ${value}`);
}
