import { Controller, Inject, Res } from '@nestjs/common';
import { HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { livez, metrics, readyz } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { configToken, type Config } from '../config.ts';
import { ClubError } from './club-error.ts';
import { Contract, RawRequest, type ClubRequest } from './http/contract.ts';
import { mayReadMetrics, Metrics } from './metrics.ts';

@Controller({ path: '/' })
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly figures: Metrics,
    @Inject(configToken) private readonly config: Config,
  ) {}

  @Contract(livez)
  async livez(): Promise<{ status: 'ok' }> {
    return { status: 'ok' };
  }

  @Contract(readyz)
  async readyz(): Promise<{ status: 'ok' }> {
    try {
      await this.health.check([() => this.database.pingCheck('database', { timeout: 1500 })]);
    } catch {
      throw new ClubError('database-away', { retryAfterSeconds: 2 });
    }
    return { status: 'ok' };
  }

  @Contract(metrics)
  async metrics(@RawRequest() request: ClubRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!mayReadMetrics(request, this.config.METRICS_TOKEN)) throw new ClubError('not-found');
    const text = await this.figures.registry.metrics();
    void reply.header('content-type', this.figures.registry.contentType).send(text);
  }
}
