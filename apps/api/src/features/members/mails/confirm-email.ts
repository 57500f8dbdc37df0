import type { ConsentPurpose, Language } from '@regulars/contracts';
import { button, text, type Template } from '../../../platform/mail/index.ts';

export interface ConfirmEmailData {
  readonly name: string;
  readonly link: string;
  /** Whether the address itself waits; otherwise only consents do. Absent in mails queued by earlier versions. */
  readonly address?: boolean;
  /** What the reader wants to get by e-mail, as far as others noted it or the address is new. */
  readonly waiting?: readonly ConsentPurpose[];
}

/** What consents by e-mail are about. */
const subjects: Partial<Record<ConsentPurpose, Record<Language, string>>> = {
  marketing: { de: 'Neuigkeiten und Angebote', en: 'news and offers', cs: 'novinky a nabídky' },
  surveys: { de: 'Umfragen', en: 'surveys', cs: 'průzkumy' },
};

/** Asks for the second step of a double opt-in. Contains no advertising. */
export const confirmEmail: Template<ConfirmEmailData> = (data, reading) =>
  (data.address ?? true) ? confirmAddress(data, reading) : confirmConsents(data, reading);

const subjectsOf = ({ waiting = [] }: ConfirmEmailData, language: Language): string =>
  new Intl.ListFormat(language).format(waiting.flatMap((purpose) => subjects[purpose]?.[language] ?? []));

const confirmAddress: Template<ConfirmEmailData> = (data, { language, brand }) => {
  const { name, link } = data;
  const wanted = subjectsOf(data, language);
  return {
    de: {
      subject: `Bitte bestätige deine E-Mail-Adresse`,
      preview: `Bestätige deine Adresse bei ${brand.name} mit einem Klick.`,
      title: `Hallo ${name}`,
      parts: [
        text(
          `Jemand ist mit dieser Adresse Mitglied bei ${brand.name} geworden. Wenn du das warst, bestätige sie bitte.`,
        ),
        ...(wanted
          ? [text(`Damit bestätigst du auch, dass du das per E-Mail bekommen möchtest: ${wanted}.`)]
          : []),
        button('E-Mail-Adresse bestätigen', link),
        text('Der Link gilt 48 Stunden und funktioniert nur einmal.'),
        text('Wenn du das nicht warst, musst du nichts tun. Ohne Bestätigung schreiben wir dir nicht.'),
      ],
      reason: `Du bekommst diese E-Mail, weil jemand mit dieser Adresse Mitglied bei ${brand.name} geworden ist.`,
    },
    en: {
      subject: `Please confirm your e-mail address`,
      preview: `Click once to confirm your address at ${brand.name}.`,
      title: `Hello ${name}`,
      parts: [
        text(`Someone joined ${brand.name} with this address. If it was you, please confirm it.`),
        ...(wanted ? [text(`This also confirms that you want to get this by e-mail: ${wanted}.`)] : []),
        button('Confirm e-mail address', link),
        text('The link works once, within 48 hours.'),
        text('If it was not you, you can ignore this e-mail. We do not write to unconfirmed addresses.'),
      ],
      reason: `You get this e-mail because someone joined ${brand.name} with this address.`,
    },
    cs: {
      subject: `Potvrďte prosím svou e-mailovou adresu`,
      preview: `Potvrďte svou adresu v klubu ${brand.name} jedním kliknutím.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `S touto adresou se někdo stal členem klubu ${brand.name}. Pokud jste to byli vy, potvrďte ji prosím.`,
        ),
        ...(wanted ? [text(`Tím také potvrdíte, že chcete e-mailem dostávat: ${wanted}.`)] : []),
        button('Potvrdit e-mailovou adresu', link),
        text('Odkaz platí 48 hodin a lze ho použít jen jednou.'),
        text('Pokud jste to nebyli vy, nemusíte dělat nic. Bez potvrzení vám psát nebudeme.'),
      ],
      reason: `Tento e-mail dostáváte, protože se s touto adresou někdo stal členem klubu ${brand.name}.`,
    },
  }[language];
};

/** The address is confirmed, but others noted the consent. */
const confirmConsents: Template<ConfirmEmailData> = (data, { language, brand }) => {
  const { name, link } = data;
  const wanted = subjectsOf(data, language);
  return {
    de: {
      subject: `Bitte bestätige deine Einwilligung`,
      preview: `${brand.name} hat eine Einwilligung von dir notiert.`,
      title: `Hallo ${name}`,
      parts: [
        text(`${brand.name} hat notiert, dass du das per E-Mail bekommen möchtest: ${wanted}.`),
        text('Wenn das stimmt, bestätige es bitte.'),
        button('Einwilligung bestätigen', link),
        text('Der Link gilt 48 Stunden und funktioniert nur einmal.'),
        text('Wenn das nicht stimmt, musst du nichts tun. Ohne Bestätigung bekommst du nichts davon.'),
      ],
      reason: `Du bekommst diese E-Mail, weil das Team von ${brand.name} eine Einwilligung für dich eingetragen hat.`,
    },
    en: {
      subject: `Please confirm your consent`,
      preview: `${brand.name} recorded a consent of yours.`,
      title: `Hello ${name}`,
      parts: [
        text(`${brand.name} recorded that you want to get this by e-mail: ${wanted}.`),
        text('If that is right, please confirm it.'),
        button('Confirm consent', link),
        text('The link works once, within 48 hours.'),
        text('If it is not right, you can ignore this e-mail. Without your confirmation we send none of it.'),
      ],
      reason: `You get this e-mail because the team of ${brand.name} recorded a consent for you.`,
    },
    cs: {
      subject: `Potvrďte prosím svůj souhlas`,
      preview: `Klub ${brand.name} zaznamenal váš souhlas.`,
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Klub ${brand.name} zaznamenal, že chcete e-mailem dostávat: ${wanted}.`),
        text('Pokud to tak je, potvrďte to prosím.'),
        button('Potvrdit souhlas', link),
        text('Odkaz platí 48 hodin a lze ho použít jen jednou.'),
        text('Pokud to tak není, nemusíte dělat nic. Bez potvrzení vám nic z toho posílat nebudeme.'),
      ],
      reason: `Tento e-mail dostáváte, protože tým klubu ${brand.name} zaznamenal váš souhlas.`,
    },
  }[language];
};
