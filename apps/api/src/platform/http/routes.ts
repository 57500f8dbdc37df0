import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Operation } from '@regulars/contracts';
import { contractKey } from './contract.ts';

/** Every endpoint that controllers bind. */
@Injectable()
export class Routes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Throws if a route has no contract, because nobody would know who may call it. */
  endpoints(): Operation[] {
    return this.discovery.getControllers().flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as object;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => this.#endpointOf(prototype, name));
    });
  }

  #endpointOf(prototype: object, name: string): Operation[] {
    const handler: unknown = Reflect.get(prototype, name);
    if (typeof handler !== 'function') return [];
    const endpoint = this.reflector.get<Operation | undefined>(contractKey, handler);
    if (endpoint) return [endpoint];
    if (Reflect.getMetadata('path', handler) === undefined) return [];
    throw new Error(
      `${prototype.constructor.name}.${name} is a route without a contract: declare who may call it with @Contract`,
    );
  }
}
