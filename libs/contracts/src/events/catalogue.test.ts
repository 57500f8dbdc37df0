import { describe, expect, expectTypeOf, it } from 'vitest';
import { eventCatalogue, eventNames, liveEvent, type EventDataOf, type EventMemberOf } from '../index.ts';

describe('the catalogue of events', () => {
  it.each(eventNames)('gives %s an example that matches its schema, also after JSON', (name) => {
    const { data, example, about } = eventCatalogue[name];
    expect(data.parse(example)).toEqual(example);
    const memberId = about === 'club' ? null : '0192f0a1-7c1e-7b3a-9d52-0c1f5e6a7bff';
    const live = { id: '1', name, at: '2026-11-22T09:00:00Z', memberId, data: example };
    expect(liveEvent.parse(live)).toEqual(live);
  });

  it('gives each name its own data and member', () => {
    expectTypeOf<EventDataOf<'card.issued'>>().toEqualTypeOf<{ cardId: string }>();
    expectTypeOf<{ part: 'shelf'; id: null }>().not.toExtend<EventDataOf<'club.changed'>>();
    expectTypeOf<EventMemberOf<'tier.changed'>>().toEqualTypeOf<string>();
    expectTypeOf<EventMemberOf<'reward.changed'>>().toEqualTypeOf<null>();
    expectTypeOf<EventMemberOf<'purchase.recorded'>>().toEqualTypeOf<string | null>();
  });
});
