import * as contracts from '@regulars/contracts';
import type { AnyEndpoint } from './platform/http/contract.ts';
import { describeApi } from './platform/http/openapi.ts';

const isEndpoint = (part: unknown): part is AnyEndpoint =>
  typeof part === 'object' && part !== null && 'method' in part && 'path' in part && 'access' in part;

/** Every endpoint of the contracts; a test sees to it that a controller binds each of them. */
export const allEndpoints = (): AnyEndpoint[] => Object.values<unknown>(contracts).filter(isEndpoint);

/** The OpenAPI document without starting anything. */
export const buildOpenApi = async (): Promise<object> => describeApi(allEndpoints());
