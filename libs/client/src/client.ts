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
 * The arguments of a call: its parts, or bytes with their media type for an upload; the idempotency key; the
 * version for `If-Match`.
 */
export type CallOf<E> = Part<'params', ParamsOf<E>> &
  QueryPart<SentQueryOf<E>> &
  Part<'body', SentBodyOf<E>> & { bytes?: Blob; key?: string; version?: number; signal?: AbortSignal };

type Arguments<E> = Partial<CallOf<E>> extends CallOf<E> ? [call?: CallOf<E>] : [call: CallOf<E>];
type LooseCall = {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  bytes?: Blob;
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
   * Calls an endpoint. Throws `ApiProblem` for every refusal. A retry with the same `key` has no second effect.
   */
  async call<E extends Endpoint>(endpoint: E, ...[call]: Arguments<E>): Promise<ReplyOf<E>> {
    const loose: LooseCall = { ...call };
    const response = await this.#send(endpoint, loose);
    this.#options.onResponse?.(response);
    const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
    if (!response.ok) throw refusal(response, body);
    return body as ReplyOf<E>;
  }

  async #send(endpoint: Endpoint, call: LooseCall): Promise<Response> {
    const { fetch: send = fetch, baseUrl } = this.#options;
    const init: RequestInit = { method: endpoint.method, headers: this.#headers(endpoint, call) };
    if (call.body !== undefined) init.body = JSON.stringify(call.body);
    if (call.bytes) init.body = call.bytes;
    if (call.signal) init.signal = call.signal;
    try {
      return await send(`${baseUrl}${pathOf(endpoint.path, call.params)}${queryOf(call.query)}`, init);
    } catch (cause) {
      throw new ApiProblem(0, 'unreachable', null, cause instanceof Error ? cause.message : 'No answer');
    }
  }

  #headers(endpoint: Endpoint, call: LooseCall): Record<string, string> {
    const headers: Record<string, string> = { accept: 'application/json', ...this.#options.headers };
    if (this.#options.apiKey) headers.authorization = `Bearer ${this.#options.apiKey}`;
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    if (endpoint.idempotent) headers['idempotency-key'] = headerOf(call.key ?? crypto.randomUUID());
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

const refusal = (response: Response, body: unknown): ApiProblem =>
  isProblem(body)
    ? new ApiProblem(response.status, body.code, body, body.detail ?? body.title)
    : new ApiProblem(response.status, 'unexpected', null, `HTTP ${response.status}`);

// Written by hand, because the schema would bring zod to every browser. A newer API may send unknown codes.
const isProblem = (body: unknown): body is Problem => {
  const { code, title, status } = (body ?? {}) as Partial<Record<keyof Problem, unknown>>;
  return typeof code === 'string' && typeof title === 'string' && typeof status === 'number';
};

/** A header can contain visible ASCII only, so other text is encoded. */
const headerOf = (key: string): string =>
  /^[\x20-\x7e]*$/.test(key) ? key : encodeURIComponent(key.toWellFormed());
