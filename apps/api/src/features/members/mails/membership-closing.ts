import { button, calendarDay, type Template, text } from '../../../platform/mail/index.ts';

export interface MembershipClosingData {
  readonly name: string;
  readonly link: string;
  /** RFC 3339; it closes in the night after this day. */
  readonly closesAt: string;
}

/** To a member who asked to leave: how long they can change their mind. */
export const membershipClosing: Template<MembershipClosingData> = ({ name, link, closesAt }, reading) => {
  const { language, brand } = reading;
  const day = calendarDay(dayIn(closesAt, brand.timeZone), reading);
  return {
    de: {
      subject: `Deine Mitgliedschaft endet am ${day}`,
      preview: 'Bis dahin kannst du es dir anders überlegen.',
      title: `Hallo ${name}`,
      parts: [
        text(
          `Du möchtest deine Mitgliedschaft bei ${brand.name} beenden. Sie endet in der Nacht nach dem ${day}. Bis dahin bleibt alles wie gewohnt.`,
        ),
        text(
          'Wenn du es dir anders überlegst, bleibst du mit einem Klick Mitglied und behältst Karte und Punkte:',
        ),
        button('Mitglied bleiben', link),
        text('Wenn du das nicht warst, ändere bitte auch dein Passwort.'),
      ],
      reason: `Du bekommst diese E-Mail, weil du es in deinem Konto bei ${brand.name} angefordert hast.`,
    },
    en: {
      subject: `Your membership ends on ${day}`,
      preview: 'Until then you can change your mind.',
      title: `Hello ${name}`,
      parts: [
        text(
          `You asked to end your membership of ${brand.name}. It ends in the night after ${day}. Until then everything works as usual.`,
        ),
        text('If you change your mind, click here to stay a member and keep your card and points:'),
        button('Keep my membership', link),
        text('If this was not you, please change your password too.'),
      ],
      reason: `You get this e-mail because it was requested in your account at ${brand.name}.`,
    },
    cs: {
      subject: `Vaše členství skončí ${day}`,
      preview: 'Do té doby si to můžete rozmyslet.',
      title: `Zpráva pro: ${name}`,
      parts: [
        text(
          `Požádali jste o ukončení členství v klubu ${brand.name}. Skončí v noci po ${day}. Do té doby vše funguje jako obvykle.`,
        ),
        text('Pokud si to rozmyslíte, jedním kliknutím zůstanete členem, s kartou i všemi body:'),
        button('Zůstat členem', link),
        text('Pokud jste to nebyli vy, změňte si prosím také heslo.'),
      ],
      reason: `Tento e-mail dostáváte, protože o to někdo požádal ve vašem účtu v klubu ${brand.name}.`,
    },
  }[language];
};

const dayIn = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
