import { text, type Template } from '../../../platform/mail/index.ts';

export interface MembershipClosedData {
  readonly name: string;
}

/** The last mail: the membership is closed as requested. */
export const membershipClosed: Template<MembershipClosedData> = ({ name }, { language, brand }) =>
  ({
    de: {
      subject: `Deine Mitgliedschaft bei ${brand.name} ist beendet`,
      preview: 'Danke, dass du dabei warst.',
      title: `Mach’s gut, ${name}`,
      parts: [
        text(
          `Deine Mitgliedschaft bei ${brand.name} ist wie gewünscht beendet. Karten und Punkte gelten nicht mehr, und du kannst dich nicht mehr anmelden.`,
        ),
        text('Danke, dass du dabei warst. Wenn du zurückkommen möchtest, sag es uns im Laden.'),
      ],
      reason: `Das ist die letzte E-Mail von ${brand.name} zu deiner Mitgliedschaft.`,
    },
    en: {
      subject: `Your membership of ${brand.name} has ended`,
      preview: 'Thank you for being a member.',
      title: `Goodbye, ${name}`,
      parts: [
        text(
          `Your membership of ${brand.name} has ended, as you asked. Your cards and points are no longer valid, and you can no longer sign in.`,
        ),
        text('Thank you for being a member. If you want to come back, tell us in the shop.'),
      ],
      reason: `This is the last e-mail from ${brand.name} about your membership.`,
    },
    cs: {
      subject: `Vaše členství v klubu ${brand.name} je ukončeno`,
      preview: 'Děkujeme, že jste byli s námi.',
      title: 'Na shledanou',
      parts: [
        text(
          `Vaše členství v klubu ${brand.name} je na vaši žádost ukončeno. Karty ani body už neplatí a přihlásit se nelze.`,
        ),
        text('Děkujeme, že jste byli s námi. Pokud se budete chtít vrátit, řekněte nám v obchodě.'),
      ],
      reason: `Toto je poslední e-mail klubu ${brand.name} o vašem členství.`,
    },
  })[language];
