import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { PlacesRepository } from './places.repository.ts';

/** Keeps where the member shops and in which tier they are when they answer: figures of then do not change with them. */
@Injectable()
export class SurveyPlaces {
  constructor(subscriptions: Subscriptions, places: PlacesRepository) {
    subscriptions.subscribe({
      consumer: 'survey-places',
      names: ['survey.answered'],
      origins: ['live'],
      from: 'now',
      handle: ({ data }) => places.keep(data.responseId),
    });
  }
}
