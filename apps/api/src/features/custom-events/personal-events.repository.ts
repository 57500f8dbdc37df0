import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const events = statement(
  'personal-custom-events-told',
  `select id, type_code as "type", event_id as "eventId", occurred_at as "occurredAt", booked_at as "bookedAt", payload, points,
     cancelled_at as "cancelledAt", cancel_reason as "cancelReason", taken_back as "takenBack"
   from custom_events where member_id = $1 order by booked_at, id`,
);
const grants = statement(
  'personal-custom-event-grants-told',
  `select rule_id as "rule", custom_event_id as "event", points, local_day as "day" from custom_event_grants where member_id = $1`,
);
const ids = statement('personal-custom-events-ids', 'select id from custom_events where member_id = $1');
const erase = statement(
  'personal-custom-events-erase',
  `update custom_events set payload = '{}', event_id = id::text, cancel_reason = null where member_id = $1`,
);

/** Events stay in the books under the member's id; what they said and what other systems called them goes. */
@Injectable()
export class PersonalCustomEvents {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'custom-events',
      tables: {
        custom_events: { merges: moves(['id']), leaves: 'pseudonym', told: events },
        custom_event_grants: {
          merges: moves(['rule_id', 'custom_event_id']),
          leaves: 'pseudonym',
          told: grants,
        },
      },
      identify: async (memberId) => {
        const rows = await transactions.query(ids, [memberId]);
        return { things: rows.map(({ id }) => id) };
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
