import type { Look } from "../model/look";
import { DEFAULTS, type Settings } from "../model/settings";
import { Dialog } from "./dialog";
import { element, setAttribute } from "./dom";

interface Choice<K extends keyof Settings> {
  readonly name: K;
  readonly label: string;
  readonly values: readonly (readonly [value: Settings[K], label: string])[];
}

const choice = <K extends keyof Settings>(name: K, label: string, ...values: (readonly [Settings[K], string])[]): Choice<K> => ({ name, label, values });

const CHOICES = [
  choice("theme", "Theme", ["system", "As the system"], ["light", "Light"], ["dark", "Dark"]),
  choice("density", "Density", ["compact", "Compact"], ["normal", "Normal"], ["relaxed", "Relaxed"]),
  choice("digits", "Digits", ["auto", "By currency"], ["indian", "1,23,45,678 · lakh, crore"], ["international", "12,345,678 · million"]),
  choice("zone", "Times", ["venue", "At the venue"], ["local", "Here"], ["utc", "UTC"]),
] as const;

/** The caller as the server knows him. */
export interface Caller {
  readonly name: string;
  readonly roles: readonly string[];
  readonly mode: string;
}

export interface AccountActions {
  caller(): Promise<Caller>;
  signOut(): Promise<void>;
  showKeys(): void;
}

/** How the page looks, the link to that look, and who is signed in. */
export class SettingsDialog {
  readonly dialog = new Dialog("settings", "Settings");
  readonly #buttons: { readonly name: keyof Settings; readonly value: unknown; readonly button: HTMLElement }[] = [];
  readonly #said = element("p", { class: "words", role: "status" });
  readonly #account = element("div", { class: "account" });

  constructor(
    onChange: (change: Partial<Settings>) => void,
    link: () => string,
    readonly actions: AccountActions,
  ) {
    const rows = CHOICES.map(({ name, label, values }) => {
      const buttons = values.map(([value, text]) => {
        const button = element("button", { type: "button", "data-setting": name, "data-value": String(value) }, text);
        button.addEventListener("click", () => onChange({ [name]: value }));
        this.#buttons.push({ name, value, button });
        return button;
      });
      return element("div", { class: "setting" }, element("h2", {}, label), element("div", { class: "chips", role: "group", "aria-label": label }, ...buttons));
    });
    const copy = element("button", { type: "button", "data-control": "copy-link" }, "Copy a link to this view and layout");
    const reset = element("button", { type: "button", "data-control": "reset" }, "Back to the first settings");
    const text = element("input", { type: "text", readonly: "", "aria-label": "Link to this view and layout", "data-value": "link", hidden: "" });
    copy.addEventListener("click", () => {
      text.value = link();
      text.hidden = false;
      text.select();
      void copyText(text.value).then((copied) => (this.#said.textContent = copied ? "Copied: columns, strikes and density go with it." : "Copy the link above."));
    });
    reset.addEventListener("click", () => onChange({ ...DEFAULTS }));
    this.dialog.body.append(...rows, element("div", { class: "setting" }, element("h2", {}, "Layout"), element("div", { class: "chips" }, copy, reset), text, this.#said), element("h2", {}, "Account"), this.#account);
  }

  show(): void {
    this.#said.textContent = "";
    this.dialog.show();
    void this.#showAccount();
  }

  draw({ settings }: Look): void {
    for (const { name, value, button } of this.#buttons) setAttribute(button, "aria-pressed", String(settings[name] === value));
  }

  async #showAccount(): Promise<void> {
    let caller: Caller;
    try {
      caller = await this.actions.caller();
    } catch (error) {
      this.#account.replaceChildren(element("p", { class: "words" }, `The server does not say who is signed in: ${(error as Error).message}`));
      return;
    }

    const open = caller.mode === "open";
    const words = open
      ? "This server is open: whoever sits at this machine may do everything, and nobody else reaches it. Add a user to close it: ./trading-analytics user add NAME --role admin"
      : `Signed in as ${caller.name} (${caller.roles.join(", ")}).`;
    const buttons: HTMLElement[] = [];
    if (caller.roles.includes("admin")) {
      const keys = element("button", { type: "button", "data-control": "keys" }, "API keys …");
      keys.addEventListener("click", () => {
        this.dialog.element.close();
        this.actions.showKeys();
      });
      buttons.push(keys);
    }

    if (!open) {
      const out = element("button", { type: "button", "data-control": "sign-out" }, "Sign out");
      out.addEventListener("click", () => void this.actions.signOut());
      buttons.push(out);
    }

    this.#account.replaceChildren(element("p", { class: "words", "data-value": "caller" }, words), element("div", { class: "chips" }, ...buttons));
  }
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
