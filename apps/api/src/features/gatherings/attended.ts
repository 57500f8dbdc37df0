import type { StandardType } from '../custom-events/index.ts';

/** What a check-in counts as. The club decides by rules what it gives. */
export const gatheringAttended: StandardType = {
  code: 'gathering-attended',
  name: { de: 'Bei einem Treffen dabei', en: 'Came to a gathering', cs: 'Účast na setkání' },
  fields: [
    {
      name: 'gathering',
      label: { de: 'Treffen', en: 'Gathering', cs: 'Setkání' },
      kind: 'text',
      required: false,
      choices: [],
    },
    {
      name: 'community',
      label: { de: 'Community', en: 'Community', cs: 'Komunita' },
      kind: 'text',
      required: false,
      choices: [],
    },
  ],
};
