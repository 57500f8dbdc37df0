import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ClubRequest } from './http/contract.ts';
import { isSecret } from './http/secret.ts';

/** Prometheus figures of this process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'regulars_http_request_seconds',
      help: 'Response time by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [this.registry],
    });
  }

  /** A metric that is read on request. If that fails, it keeps its last value. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    read: (gauge: Gauge<Label>) => Promise<void>,
  ): void {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect: () => read(gauge).catch(() => undefined),
    });
  }
}

const loopbackAddress = /^(?:127\.|::1$|::ffff:127\.)/;
const loopbackHost = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;
const proxied = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/** With a token, for callers who send it. Without one, only for callers on this machine, and not through a proxy. */
export const mayReadMetrics = ({ ip, headers }: ClubRequest, token: string | undefined): boolean => {
  if (token !== undefined) return isSecret(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1], token);
  return (
    loopbackAddress.test(ip) &&
    loopbackHost.test(headers.host ?? '') &&
    proxied.every((name) => headers[name] === undefined)
  );
};
