/** What a server answered, read to its end. */
export interface Answer {
  readonly path: string;
  readonly status: number;
  readonly ok: boolean;
  readonly text: string;
}

export async function ask(server: string, path: string, request: RequestInit): Promise<Answer> {
  const response = await fetch(server + path, request);
  return { path, status: response.status, ok: response.ok, text: await response.text() };
}

/** Questions that were asked before anyone was there for the answers. Each answer is given out once: whoever asks again asks the server. */
export class AskedAlready {
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(readonly server: string) {}

  ask(path: string): Promise<Answer> {
    const answer = ask(this.server, path, { headers: { accept: "application/json" } });
    // A failure is for whoever takes it.
    answer.catch(() => undefined);
    this.#answers.set(path, answer);
    return answer;
  }

  take(path: string): Promise<Answer> | null {
    const answer = this.#answers.get(path) ?? null;
    this.#answers.delete(path);
    return answer;
  }
}
