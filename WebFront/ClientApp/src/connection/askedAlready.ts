/** Questions that were asked before anyone was there for the answers. Each answer is given out once: whoever asks again asks the server. */
export class AskedAlready {
  readonly #answers = new Map<string, Promise<Response>>();

  constructor(readonly server: string) {}

  ask(path: string): Promise<Response> {
    const answer = fetch(this.server + path, { headers: { accept: "application/json" } });
    // A failure is for whoever takes it.
    answer.catch(() => undefined);
    this.#answers.set(path, answer);
    return answer;
  }

  take(path: string): Promise<Response> | null {
    const answer = this.#answers.get(path) ?? null;
    this.#answers.delete(path);
    return answer;
  }
}
