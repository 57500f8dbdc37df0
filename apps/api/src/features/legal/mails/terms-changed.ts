import { button, calendarDay, text, type Template } from '../../../platform/mail/index.ts';

export interface TermsChangedData {
  readonly name: string;
  /** The page with the new terms. */
  readonly link: string;
  /** RFC 3339. */
  readonly effectiveFrom: string;
}

/** To members, when new terms were published. */
export const termsChanged: Template<TermsChangedData> = ({ name, link, effectiveFrom }, reading) => {
  const { language, brand } = reading;
  const day = calendarDay(dayIn(effectiveFrom, brand.timeZone), reading);
  return {
    de: {
      subject: `Neue Teilnahmebedingungen ab ${day}`,
      preview: 'Lies sie in Ruhe durch. Bis dahin gelten die bisherigen.',
      title: `Hallo ${name}`,
      parts: [
        text(`${brand.name} hat neue Teilnahmebedingungen. Sie gelten ab ${day}.`),
        text('Bis dahin ändert sich nichts. Du kannst die neue Fassung schon jetzt lesen und drucken:'),
        button('Neue Bedingungen lesen', link),
        text(
          'Wenn du dich danach anmeldest, fragen wir dich, ob du einverstanden bist. Wenn nicht, kannst du deine Mitgliedschaft jederzeit in deinem Profil beenden.',
        ),
      ],
      reason: `Du bekommst diese E-Mail, weil du Mitglied bei ${brand.name} bist. Sie gehört zu deinem Vertrag.`,
    },
    en: {
      subject: `New terms from ${day}`,
      preview: 'Take your time to read them. Until then the current terms apply.',
      title: `Hello ${name}`,
      parts: [
        text(`${brand.name} has new terms. They apply from ${day}.`),
        text('Nothing changes until then. You can read and print the new version now:'),
        button('Read the new terms', link),
        text(
          'When you sign in after that day, we will ask whether you accept them. If you do not, you can end your membership in your profile at any time.',
        ),
      ],
      reason: `You get this e-mail because you are a member of ${brand.name}. It is part of your contract.`,
    },
    cs: {
      subject: `Nové podmínky členství: platí od ${day}`,
      preview: 'Přečtěte si je v klidu. Do té doby platí dosavadní podmínky.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(`Klub ${brand.name} má nové podmínky členství. Platí od ${day}.`),
        text('Do té doby se nic nemění. Nové znění si můžete přečíst a vytisknout už teď:'),
        button('Přečíst nové podmínky', link),
        text(
          'Až se po tomto dni přihlásíte, zeptáme se vás, zda s nimi souhlasíte. Pokud ne, můžete členství kdykoli ukončit ve svém profilu.',
        ),
      ],
      reason: `Tento e-mail dostáváte, protože jste členem klubu ${brand.name}. Je součástí vaší smlouvy.`,
    },
  }[language];
};

const dayIn = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
