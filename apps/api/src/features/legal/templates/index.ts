// Texts to begin from. A club's own lawyer decides.
import type { LegalKind } from '@regulars/contracts';
import { accessibility } from './accessibility.ts';
import { contact } from './contact.ts';
import type { Template } from './facts.ts';
import { imprint } from './imprint.ts';
import { privacy } from './privacy.ts';
import { terms } from './terms.ts';

export const templates: Readonly<Record<LegalKind, Template>> = {
  terms,
  privacy,
  imprint,
  contact,
  accessibility,
};
