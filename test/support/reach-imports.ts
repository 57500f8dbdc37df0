import { location, apart, words, type ReachExpectation } from './reach-rules.ts';

/** Imports of files. */
export const importReaches: Record<string, ReachExpectation> = {
  'GET /imports': location(words('"cursor"')),
  'POST /imports': apart,
  'POST /imports/preview': apart,
  'GET /imports/{id}': apart,
  'POST /imports/{id}/start': apart,
  'POST /imports/{id}/cancel': apart,
  'POST /imports/{id}/undo': apart,
  'GET /imports/{id}/errors': apart,
  'GET /imports/{id}/kept': apart,
  'GET /imports/{id}/refused-lines': apart,
  'GET /imports/{id}/remarks': apart,
  'GET /imports/{id}/conflicts': apart,
  'POST /imports/{id}/conflicts': apart,
  'GET /import-mappings': location(words('"data"')),
  'POST /import-mappings': location({
    changes: ['import_mappings'],
    apart: true,
    ask: ({ location: { id } }) => ({
      body: { name: `${id}-${Math.random()}`, kind: 'purchases', mapping: { columns: { receipt: 'bon' } } },
    }),
  }),
  'PATCH /import-mappings/{id}': apart,
  'DELETE /import-mappings/{id}': apart,
};
