import type { TestApp } from './app.ts';

/** An open stream of server-sent events. */
export class Listener {
  /** All text received so far. */
  text = '';
  ended = false;
  readonly #stop = new AbortController();

  static async open(api: TestApp, path: string, cookie: string): Promise<Listener> {
    return new Listener().#listen(api, path, { cookie });
  }

  static async openWithKey(
    api: TestApp,
    path: string,
    key: string,
    headers: Record<string, string> = {},
  ): Promise<Listener> {
    return new Listener().#listen(api, path, { ...headers, authorization: `Bearer ${key}` });
  }

  close(): void {
    this.#stop.abort();
  }

  async #listen(api: TestApp, path: string, headers: Record<string, string>): Promise<Listener> {
    const reply = await fetch(`${api.url}/api/v1${path}`, { headers, signal: this.#stop.signal });
    if (!reply.ok || !reply.body) throw new Error(`${path} answers ${reply.status}`);
    void this.#read(reply.body).catch(() => undefined);
    return this;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of body) this.text += decoder.decode(chunk, { stream: true });
    this.ended = true;
  }
}
