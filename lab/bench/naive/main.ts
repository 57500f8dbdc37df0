// A naive loyalty API for comparison; see README.md beside it.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EarningController } from './earning.controller.ts';
import { EarningService } from './earning.service.ts';
import { entities } from './entities.ts';

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env['DATABASE_URL'],
      entities,
      synchronize: process.env['SYNCHRONIZE'] === 'on',
      logging: false,
      extra: { max: 20 },
    }),
  ],
  controllers: [EarningController],
  providers: [EarningService],
})
class NaiveModule {}

const app = await NestFactory.create<NestFastifyApplication>(NaiveModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
await app.listen(Number(process.env['PORT']), '127.0.0.1');
