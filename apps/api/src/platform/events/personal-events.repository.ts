import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { stays } from '../privacy/merging.ts';
import { PersonalData } from '../privacy/personal-data.ts';
import { statement } from './statements.ts';

const log = statement(
  'personal-events-told',
  'select name, at, data from event_log where member_id = $1 order by number',
);
const failures = statement(
  'personal-event-failures-told',
  'select name, at, data, state from event_failures where member_id = $1 order by number',
);
// No consumer may work on an event of the member now: it could write later what it read before.
const hold = statement('personal-events-hold', 'select from event_consumers order by name for update');
const ids = statement('personal-event-failures-ids', 'select id from event_failures where member_id = $1');
// Failed events of an erased member are never retried, and their errors may quote personal data, so they are deleted.
const forget = statement('personal-event-failures-erase', 'delete from event_failures where member_id = $1');

/** Events hold ids and figures alone: they stay. What consumers said of those they could not take does not. */
@Injectable()
export class PersonalEvents {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'events',
      tables: {
        event_log: {
          merges: stays('what happened was told of the member of that time'),
          leaves: 'pseudonym',
          told: log,
        },
        outbox: {
          merges: stays('what happened was told of the member of that time'),
          leaves: 'pseudonym',
          told: 'its rows are in the log of events within moments',
        },
        event_failures: {
          merges: stays('a failed event is tried again for its member, whose id leads to the survivor'),
          leaves: 'nothing',
          told: failures,
        },
      },
      identify: async (memberId) => {
        const rows = await transactions.query(ids, [memberId]);
        return { things: rows.map(({ id }) => id) };
      },
      hold: async () => {
        await transactions.query(hold);
      },
      erase: async ({ memberId }) => {
        await transactions.query(forget, [memberId]);
      },
    });
  }
}
