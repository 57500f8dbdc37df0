import {
  addWordRule,
  listWordRules,
  longestWordRule,
  putWordFile,
  removeWordRule,
  wordActions,
} from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { anyText, oneOf, someText } from '#lib/server/fields.ts';
import { Faults, form, submit } from '#lib/server/submit.ts';
import { refusedLines, tableFile } from '#lib/server/table-file.server.ts';
import type { Actions, PageServerLoad } from './$types';

const languages = ['de', 'en', 'cs'] as const;

export const load: PageServerLoad = async ({ locals: { api }, url }) => {
  const asked = (name: string) => url.searchParams.get(name) ?? '';
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const query = asked('q').slice(0, longestWordRule);
  const language = languages.find((each) => each === asked('language'));
  const action = wordActions.find((each) => each === asked('action'));
  return {
    words: await show(
      api.call(listWordRules, {
        query: {
          limit: 50,
          ...(query ? { query } : {}),
          ...(language ? { language } : {}),
          ...(action ? { action } : {}),
          ...(cursor ? { cursor } : {}),
        },
      }),
    ),
  };
};

const add = form('add', {
  word: someText,
  language: oneOf(languages, 'de'),
  action: oneOf(wordActions, 'flag'),
});
const remove = form('remove', { id: anyText });
const replace = form('replace', { file: tableFile });

export const actions: Actions = {
  add: (event) =>
    submit(event, add, (body) => event.locals.api.call(addWordRule, { body }), {
      wrong: { word: m.moderation_words_wrong() },
    }),
  remove: (event) =>
    submit(event, remove, ({ id }) => event.locals.api.call(removeWordRule, { params: { id } })),
  replace: (event) =>
    submit(event, replace, ({ file: bytes }) => {
      if (!bytes) throw new Faults({ file: m.common_file_none() });
      return refusedLines(event.locals.api.call(putWordFile, { bytes }));
    }),
};
