import * as endpoints from '@regulars/contracts/endpoints';
import { operationOf, type Endpoint, type EndpointName, type Operation } from '@regulars/contracts';
import { describeApi } from './platform/http/openapi.ts';

const isEndpoint = (part: unknown): part is Endpoint<EndpointName> =>
  typeof part === 'object' && part !== null && 'method' in part && 'path' in part && 'access' in part;

/** Every endpoint of the contracts; a test checks that a controller binds each of them. */
export const allEndpoints = (): Operation[] =>
  Object.values<unknown>(endpoints).filter(isEndpoint).map(operationOf);

/** The OpenAPI document without starting anything. */
export const buildOpenApi = async (): Promise<object> => describeApi(allEndpoints());
