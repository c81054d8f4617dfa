import { createHub, MarketConnection, RestClient } from "../connection";
import type { AskedAlready } from "../connection/askedAlready";
import { loadSettings } from "../model/settings";
import { Page } from "./page";

/** Opens the page in the document; `asked` is what was asked of the server already. */
export function open(asked: AskedAlready): void {
  const root = document.getElementById("page");
  if (root === null) throw new Error("The document has no element with the id 'page'.");
  new Page(root, new MarketConnection(createHub("")), new RestClient("", asked), loadSettings()).start();
}
