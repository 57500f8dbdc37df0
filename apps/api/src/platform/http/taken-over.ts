import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { limitHeaders, nearestLimit } from './call-limit.ts';
import type { ClubRequest } from './contract.ts';

/** Takes a reply over from the framework, to write it piece by piece. It tells the nearest limit as all replies do. */
export const takeOver = (reply: FastifyReply, headers: Record<string, string>): ServerResponse => {
  const { limits = [] } = reply.request as ClubRequest;
  const limit = nearestLimit(limits);
  reply.hijack();
  const told = limit ? Object.fromEntries(limitHeaders(limit)) : {};
  return reply.raw.writeHead(200, { ...headers, ...told });
};
