import type { TimelineEntry } from '@regulars/contracts';
import { formatCardNumber } from '@regulars/loyalty';
import { consentOf, consentTitle } from '#lib/members/shared/consents.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { notPermittedText } from '#lib/permissions/shared/permission-words.ts';
import { taskKindName } from '#lib/tasks/shared/task-kinds.ts';
import { tierReason } from '#lib/tiers/shared/tier-reasons.ts';
import { dateTime } from '#lib/ui/format.ts';
import { listedConsents } from './consent-lists.ts';

type Details = TimelineEntry['details'];

/** Reasons that are codes, by kind of entry. */
const reasons: Readonly<Record<string, (reason: string) => string>> = { 'tier.changed': tierReason };

const textOf = (value: Details[string] | undefined): string => (typeof value === 'string' ? value : '');

/** Club texts are stored by language: `reward.de`, `reward.en`. */
const named = (details: Details, name: string): string =>
  textOf(details[`${name}.${getLocale()}`]) ||
  textOf(Object.entries(details).find(([key, value]) => key.startsWith(`${name}.`) && value)?.[1]);

/** What a person wrote; '' for nothing. */
export const timelineText = ({ details }: TimelineEntry): string => textOf(details.text);

const consentIn = ({ purpose, channel }: Details): string => {
  const known = listedConsents.find(({ name }) => name === purpose);
  const told = consentOf(`${known?.purpose}.${textOf(channel)}`);
  return told ? consentTitle(told) : known ? consentTitle(known) : textOf(purpose);
};

/** Why a message was not sent, or until when it was held back. */
const stoppedText = ({ notPermitted, heldUntil }: Details, timeZone: string): string =>
  textOf(heldUntil)
    ? m.permissions_messages_was_held({ date: dateTime(textOf(heldUntil), 'full', timeZone) })
    : notPermittedText(textOf(notPermitted));

/** More details of an event in the reader's language: names, numbers, reasons. */
export const timelineNotes = ({ kind, details }: TimelineEntry, timeZone: string): string[] => {
  const reason = textOf(details.reason);
  const number = textOf(details.number);
  return [
    named(details, 'challenge'),
    named(details, 'reward'),
    named(details, 'tier'),
    consentIn(details),
    kind.startsWith('card.') ? number && formatCardNumber(number) : number,
    taskKindName(textOf(details.task)),
    textOf(details.receipt),
    textOf(details.location),
    (reasons[kind] ?? String)(reason),
    textOf(details.author),
    stoppedText(details, timeZone),
  ].filter((note) => !!note);
};
