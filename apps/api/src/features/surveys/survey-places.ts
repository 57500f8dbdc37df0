import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { Tiers } from '../tiers/index.ts';
import { PlacesRepository } from './places.repository.ts';

/** Keeps where the member shops and in which tier they are when they answer: figures of then do not change with them. */
@Injectable()
export class SurveyPlaces {
  constructor(
    subscriptions: Subscriptions,
    private readonly places: PlacesRepository,
    private readonly tiers: Tiers,
  ) {
    subscriptions.subscribe({
      consumer: 'survey-places',
      names: ['survey.answered'],
      origins: ['live'],
      from: 'now',
      handle: ({ data, memberId }) => this.keep(data.responseId, memberId),
    });
  }

  /** Nothing for who is not known. */
  async keep(responseId: string, memberId: string | null): Promise<void> {
    if (memberId === null) return;
    const held = await this.tiers.heldBy([memberId]);
    await this.places.keep(responseId, held.get(memberId) ?? null);
  }
}
