import { Controller, Res } from '@nestjs/common';
import { HealthCheckService, TypeOrmHealthIndicator } from '@nestjs/terminus';
import { livez, metrics, readyz } from '@regulars/contracts';
import type { FastifyReply } from 'fastify';
import { ClubError } from './club-error.ts';
import { Contract } from './http/contract.ts';
import { Metrics } from './metrics.ts';

@Controller({ path: '/' })
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly figures: Metrics,
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
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.figures.registry.metrics();
    void reply.header('content-type', this.figures.registry.contentType).send(text);
  }
}
