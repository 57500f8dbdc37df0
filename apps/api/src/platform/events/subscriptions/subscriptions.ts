import { Injectable } from '@nestjs/common';
import type { EventName } from '@regulars/contracts';
import type { Subscription } from './subscription.ts';

/** Brings every event to those who subscribed to it, also to those who were away when it happened. */
@Injectable()
export class Subscriptions {
  readonly #subscriptions = new Map<string, Subscription>();

  /** Called by features while they are made. */
  subscribe<Name extends EventName>(subscription: Subscription<Name>): void {
    const { consumer } = subscription;
    if (this.#subscriptions.has(consumer)) throw new Error(`Two consumers are named ${consumer}`);
    // The consumer is given events of its names alone.
    this.#subscriptions.set(consumer, subscription);
  }
}
