import type { Endpoint, ParamsOf, Problem, ReplyOf, SentBodyOf, SentQueryOf } from '@regulars/contracts';
import { ApiProblem } from './api-problem.ts';

export interface ClientOptions {
  /** For example `https://club.example/api/v1`. */
  readonly baseUrl: string;
  /** `rk_live_…`. Browsers and the portal send their cookie instead. */
  readonly apiKey?: string;
  readonly headers?: Record<string, string>;
  readonly fetch?: typeof fetch;
  /** Called for every reply, for example to pass cookies on. */
  readonly onResponse?: (response: Response) => void;
}

type Optional<Name extends string, Value> = undefined extends Value
  ? { [N in Name]?: Value }
  : { [N in Name]: Value };
type Part<Name extends string, Value> = [Value] extends [undefined]
  ? { [N in Name]?: undefined }
  : Optional<Name, Value>;
type QueryPart<Value> = [Value] extends [undefined] ? { query?: undefined } : { query?: Partial<Value> };

/**
 * The arguments of a call: its parts, or bytes with their media type or a form for an upload; the idempotency
 * key and the version for `If-Match`.
 */
export type CallOf<E> = Part<'params', ParamsOf<E>> &
  QueryPart<SentQueryOf<E>> &
  Part<'body', SentBodyOf<E>> & {
    bytes?: Blob;
    form?: FormData;
    key?: string;
    version?: number;
    signal?: AbortSignal;
  };

type Arguments<E> = Partial<CallOf<E>> extends CallOf<E> ? [call?: CallOf<E>] : [call: CallOf<E>];
type LooseCall = {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  bytes?: Blob;
  form?: FormData;
  key?: string;
  version?: number;
  signal?: AbortSignal;
};

export class RegularsClient {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /**
   * Calls an endpoint. Throws `ApiProblem` for every refusal, `unreachable` where no whole answer came, and lets the
   * `AbortError` of a given signal through. A retry with the same `key` has no second effect.
   */
  async call<E extends Endpoint>(endpoint: E, ...[call]: Arguments<E>): Promise<ReplyOf<E>> {
    const loose: LooseCall = { ...call };
    return this.#ask<ReplyOf<E>>(endpoint, pathOf(endpoint.path, loose.params), loose);
  }

  /** Sends again what was written down before, to the path that it was sent to. */
  async repeat<E extends Endpoint>(
    endpoint: E,
    path: string,
    call: Pick<LooseCall, 'body' | 'key' | 'signal'>,
  ): Promise<ReplyOf<E>> {
    return this.#ask<ReplyOf<E>>(endpoint, path, call);
  }

  async #ask<Reply>(endpoint: Endpoint, path: string, call: LooseCall): Promise<Reply> {
    const { response, text } = await this.#send(endpoint, path, call).catch(unreachable);
    const body = read(text);
    if (!response.ok) throw refusal(response, body);
    if (text !== '' && body === undefined) unreachable(new Error('The answer was cut off'));
    return body as Reply;
  }

  async #send(
    endpoint: Endpoint,
    path: string,
    call: LooseCall,
  ): Promise<{ response: Response; text: string }> {
    const { fetch: send = fetch, baseUrl, onResponse } = this.#options;
    const init: RequestInit = { method: endpoint.method, headers: this.#headers(endpoint, call) };
    if (call.body !== undefined) init.body = JSON.stringify(call.body);
    if (call.bytes) init.body = call.bytes;
    if (call.form) init.body = call.form;
    if (call.signal) init.signal = call.signal;
    const base = endpoint.root ? baseUrl.replace(/\/v1$/, '') : baseUrl;
    const response = await send(`${base}${path}${queryOf(call.query)}`, init);
    onResponse?.(response);
    return { response, text: await response.text() };
  }

  #headers(endpoint: Endpoint, call: LooseCall): Record<string, string> {
    const headers: Record<string, string> = { accept: 'application/json', ...this.#options.headers };
    if (this.#options.apiKey) headers.authorization = `Bearer ${this.#options.apiKey}`;
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    if (endpoint.idempotent || endpoint.idempotentWith)
      headers['idempotency-key'] = headerOf(call.key ?? newKey());
    if (call.bytes) headers['content-type'] = call.bytes.type;
    if (call.version !== undefined) headers['if-match'] = `"${call.version}"`;
    return headers;
  }
}

const pathOf = (path: string, params: unknown): string => {
  const values = new Map(Object.entries(params ?? {}).map(([name, value]) => [name, String(value)]));
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values.get(name) ?? ''));
};

const queryOf = (query: unknown): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text ? `?${text}` : '';
};

const unreachable = (cause: unknown): never => {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
  throw new ApiProblem(0, 'unreachable', null, cause instanceof Error ? cause.message : 'No answer');
};

const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const refusal = (response: Response, body: unknown): ApiProblem => {
  const said = Number(response.headers.get('retry-after') ?? undefined);
  const retryAfter = Number.isFinite(said) ? said : null;
  return isProblem(body)
    ? new ApiProblem(response.status, body.code, body, body.detail ?? body.title, retryAfter)
    : new ApiProblem(response.status, 'unexpected', null, `HTTP ${response.status}`, retryAfter);
};

// Written by hand, because the schema would bring zod to every browser. A newer API may send unknown codes.
const isProblem = (body: unknown): body is Problem => {
  const { code, title, status } = (body ?? {}) as Partial<Record<keyof Problem, unknown>>;
  return typeof code === 'string' && typeof title === 'string' && typeof status === 'number';
};

/** A header can contain visible ASCII only, so other text is encoded. */
const headerOf = (key: string): string =>
  /^[\x20-\x7e]*$/.test(key) ? key : encodeURIComponent(key.toWellFormed());

/** `crypto.randomUUID` is missing in browsers over plain http. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
