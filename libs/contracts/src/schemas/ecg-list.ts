import { z } from 'zod';
import { instant } from './values.ts';

const ecgList = z
  .object({
    entries: z.int().describe('addresses and domains'),
    importedAt: instant.nullable().describe('null if the club has not imported the list'),
  })
  .meta({ id: 'EcgList' });

export type EcgList = z.infer<typeof ecgList>;

const ecgImport = ecgList
  .extend({
    refused: z.object({
      count: z.int(),
      lines: z.array(z.int()).describe('the first of the lines that hold no hash'),
    }),
  })
  .meta({ id: 'EcgImport' });

export type EcgImport = z.infer<typeof ecgImport>;

/** Requests and replies of the endpoints, by name. */
export const ecgListShapes = { getEcgList: { reply: ecgList }, importEcgList: { reply: ecgImport } };
