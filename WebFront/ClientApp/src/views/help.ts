import { Dialog } from "./dialog";
import { element } from "./dom";
import { GLOSSARY, glossaryLink } from "./glossary";
import type { ViewDefinition } from "./viewDefinition";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "search the product"],
  ["e   E", "next, previous expiry"],
  ["j   k", "next, previous strike, in the chain and in charts (or the arrows)"],
  ["←   →", "chain: the call, the put of the strike chosen"],
  ["Esc", "close the leg"],
  ["c", "chain: bring the money to the middle"],
  ["a", "all strikes, or those around the money"],
  ["A", "alert on the leg chosen, or on the chain (right-click: on that number)"],
  ["f", "chain: choose and order the columns"],
  ["d", "digits: lakh and crore, or million"],
  ["t", "dark or light"],
  ["h", "the day as it was: time travel"],
  ["[   ]", "a minute back, on"],
  [",   .", "five seconds back, on"],
  ["p", "play the day, pause"],
  ["l", "back to live"],
  ["m", "what has changed between two instants"],
  ["s", "settings"],
  ["?", "this help"],
];

const MARKS: readonly (readonly [string, string])[] = [
  ["–", "no value; point at it to read why"],
  ["IV dotted", "from the last trade: there is no two-sided quote"],
  ["Forward line", "where the forward stands between the strikes"],
  ["ATM", "the strike nearest to the forward"],
  ["MP", "max pain"],
  ["Shaded side", "in the money"],
  ["Bars", "open interest and its change, each on one scale over the strikes shown"],
];

/** Keys, marks and words, over the page. */
export class Help {
  readonly dialog = new Dialog("help", "Help");

  constructor(views: readonly ViewDefinition[]) {
    const keys = [...views.map(({ key, label }) => [`g   ${key}`, label.toLowerCase()] as const), ...KEYS];
    this.dialog.body.append(
      element("h2", {}, "Keys"),
      list(keys.map(([names, text]) => [names.split("   ").map((key) => element("kbd", {}, key)), [text]])),
      element("h2", {}, "Marks"),
      list(MARKS.map(([name, text]) => [[element("b", {}, name)], [text]])),
      element("h2", {}, "Words"),
      list(GLOSSARY.map(({ word, meaning, section }) => [[element("b", {}, word)], [`${meaning} `, ...glossaryLink(section)]])),
    );
  }
}

function list(entries: readonly (readonly [readonly Node[], readonly (Node | string)[]])[]): HTMLElement {
  return element("dl", {}, ...entries.flatMap(([names, texts]) => [element("dt", {}, ...names), element("dd", {}, ...texts)]));
}
