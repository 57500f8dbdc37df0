import { m } from '#lib/paraglide/messages.js';
import { strong, type Wording } from '../wording.ts';
import type { EffectOf } from './kind.ts';

export function customEvent({ type, points, perField }: EffectOf<'custom-event'>, wording: Wording): string {
  const said = {
    points: strong(m.common_points({ count: points }, wording)),
    type: strong(wording.eventName?.(type) ?? type),
  };
  if (perField === null) return m.earning_phrase_event(said, wording);
  return wording.forMembers
    ? m.earning_phrase_event_counted(said, wording)
    : m.earning_phrase_event_per(
        { ...said, field: strong(wording.eventField?.(type, perField) ?? perField) },
        wording,
      );
}
