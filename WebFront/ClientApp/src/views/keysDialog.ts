import type { RestClient } from "../connection";
import type { VenueClock } from "../model/time";
import { Dialog } from "./dialog";
import { element } from "./dom";

const ROLES = [
  ["viewer", "reads: REST and the push protocol"],
  ["feed", "pushes ticks, nothing else"],
  ["admin", "everything"],
] as const;

interface Key {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly created: string;
  readonly createdBy: string;
  readonly expires: string | null;
  readonly lastUsed: string | null;
  readonly revoked: string | null;
}

/** API keys, for admins: made, given a new secret, revoked. A key's text is shown once, when it is made. */
export class KeysDialog {
  readonly dialog = new Dialog("keys", "API keys");
  readonly #list = element("tbody");
  readonly #said = element("p", { class: "words", role: "status" });
  readonly #secret = element("output", { class: "secret", "data-value": "key", hidden: "" });
  readonly #name = element("input", { type: "text", id: "key-name", maxlength: "100", required: "", placeholder: "what it is for" });
  readonly #days = element("input", { type: "number", id: "key-days", min: "1", max: "3650", placeholder: "never" });
  readonly #roles: readonly HTMLInputElement[];

  constructor(
    readonly rest: RestClient,
    readonly clock: () => VenueClock,
  ) {
    this.#roles = ROLES.map(([role]) => element("input", { type: "checkbox", name: "role", value: role, id: `role-${role}` }));
    this.#roles[0]!.checked = true;
    const roles = ROLES.map(([role, meaning], i) => element("label", { for: `role-${role}`, title: meaning }, this.#roles[i]!, ` ${role}`));
    const form = element(
      "form",
      { class: "new-key" },
      element("label", { for: "key-name" }, "Name ", this.#name),
      element("fieldset", {}, element("legend", {}, "May"), ...roles),
      element("label", { for: "key-days" }, "Ends after days ", this.#days),
      element("button", { type: "submit", "data-control": "make-key" }, "Make a key"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#do(() => this.#make());
    });
    const heads = ["Name", "Id", "May", "Made", "Last used", "Ends", ""].map((text) => element("th", { scope: "col" }, text));
    const table = element("table", { class: "keys" }, element("caption", { class: "hidden" }, "Keys there are"), element("thead", {}, element("tr", {}, ...heads)), this.#list);
    this.dialog.body.append(
      element("p", { class: "words" }, "Programs send a key as X-Api-Key, or on the push connection as access token. It is shown once; the server keeps only its hash."),
      form,
      this.#said,
      this.#secret,
      element("div", { class: "table-scroller", tabindex: "0", role: "region", "aria-label": "Keys there are" }, table),
    );
  }

  show(): void {
    this.#secret.hidden = true;
    this.#said.textContent = "";
    this.dialog.show();
    void this.#do(() => this.#load());
  }

  async #do(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.#said.textContent = (error as Error).message;
    }
  }

  async #load(): Promise<void> {
    const keys = await this.rest.get<Key[]>("/api/admin/keys");
    if (keys.length === 0) this.#list.replaceChildren(element("tr", {}, element("td", { colspan: "7" }, "There are no keys yet: make the first one above.")));
    else this.#list.replaceChildren(...keys.map((key) => this.#row(key)));
  }

  #row(key: Key): HTMLElement {
    const at = (instant: string | null, none: string): string => {
      const parts = this.clock().parts(instant);
      return parts === null ? none : `${parts.date} ${parts.time}`;
    };
    const cells = [key.name, key.id, key.roles.join(", "), `${at(key.created, "")} by ${key.createdBy}`, at(key.lastUsed, "never"), key.revoked === null ? at(key.expires, "never") : `revoked ${at(key.revoked, "")}`];
    const row = element("tr", { "data-key": key.id }, ...cells.map((text) => element("td", {}, text)));
    const tools = element("td", { class: "chips" });
    if (key.revoked === null) {
      tools.append(
        this.#button("New secret", `Give ${key.name} a new secret? The old one is refused from then on.`, async () => this.#tell(await this.rest.send<{ key: string }>("POST", `/api/admin/keys/${encodeURIComponent(key.id)}/rotate`))),
        this.#button("Revoke", `Revoke ${key.name}? What uses it is cut off.`, async () => {
          await this.rest.send("DELETE", `/api/admin/keys/${encodeURIComponent(key.id)}`);
          this.#said.textContent = `${key.name} is revoked.`;
        }),
      );
    }

    row.append(tools);
    return row;
  }

  /** Asks in place: the second press does it. */
  #button(label: string, question: string, action: () => Promise<void>): HTMLElement {
    const button = element("button", { type: "button" }, label);
    button.addEventListener("click", () => {
      if (button.dataset["sure"] === undefined) {
        button.dataset["sure"] = "";
        button.textContent = "Yes, do it";
        this.#said.textContent = question;
        return;
      }

      void this.#do(async () => {
        await action();
        await this.#load();
      });
    });
    return button;
  }

  async #make(): Promise<void> {
    const days = this.#days.valueAsNumber;
    const expires = Number.isFinite(days) ? new Date(Date.now() + days * 86_400_000).toISOString() : null;
    const roles = this.#roles.filter(({ checked }) => checked).map(({ value }) => value);
    const made = await this.rest.send<{ key: string }>("POST", "/api/admin/keys", { name: this.#name.value, roles, expires });
    this.#name.value = "";
    this.#tell(made);
    await this.#load();
  }

  #tell({ key }: { readonly key: string }): void {
    this.#secret.hidden = false;
    this.#secret.textContent = key;
    this.#said.textContent = "Keep it now: it is not shown again.";
  }
}
