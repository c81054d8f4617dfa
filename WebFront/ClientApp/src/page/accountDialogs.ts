import type { RestClient } from "../connection";
import type { Settings } from "../model/settings";
import type { VenueClock } from "../model/time";
import type { KeysDialog } from "../views/keysDialog";
import { SettingsDialog } from "../views/settingsDialog";

/** Settings and what is behind them: who is signed in, and the API keys. */
export class AccountDialogs {
  readonly settings: SettingsDialog;
  #keys: KeysDialog | null = null;

  constructor(
    readonly root: HTMLElement,
    readonly rest: RestClient,
    readonly clock: () => VenueClock,
    onChange: (change: Partial<Settings>) => void,
    link: () => string,
  ) {
    this.settings = new SettingsDialog(onChange, link, { caller: () => rest.get("/api/auth/me"), signOut: () => this.#signOut(), showKeys: () => void this.#showKeys() });
  }

  async #signOut(): Promise<void> {
    // A session that has ended already is ended too.
    await this.rest.send("POST", "/api/auth/logout").catch(() => undefined);
    location.assign("/login");
  }

  /** Keys are for admins, and rarely: what shows them is fetched when asked for. */
  async #showKeys(): Promise<void> {
    if (this.#keys === null) {
      const { KeysDialog } = await import("../views/keysDialog");
      this.#keys = new KeysDialog(this.rest, this.clock);
      this.root.append(this.#keys.dialog.element);
    }

    this.#keys.show();
  }
}
