import { text, type Template } from '../mail-content.ts';

export interface MembershipClosedData {
  readonly name: string;
}

/** The last mail: what the member asked for is done. */
export const membershipClosed: Template<MembershipClosedData> = ({ name }, { language, brand }) =>
  ({
    de: {
      subject: `Deine Mitgliedschaft bei ${brand.name} ist geschlossen`,
      preview: 'Danke, dass du dabei warst.',
      title: `Mach’s gut, ${name}`,
      parts: [
        text(
          `Deine Mitgliedschaft bei ${brand.name} ist geschlossen, wie du es wolltest. Karten und Punkte gelten nicht mehr, und die Anmeldung ist zu.`,
        ),
        text('Danke, dass du dabei warst. Möchtest du zurück, sag es uns im Laden.'),
      ],
      reason: `Das ist die letzte Mail von ${brand.name} zu deiner Mitgliedschaft.`,
    },
    en: {
      subject: `Your membership of ${brand.name} is closed`,
      preview: 'Thank you for having been with us.',
      title: `Farewell, ${name}`,
      parts: [
        text(
          `Your membership of ${brand.name} is closed, as you asked. Cards and points are no longer valid, and you cannot sign in any more.`,
        ),
        text('Thank you for having been with us. If you want to come back, tell us in the shop.'),
      ],
      reason: `This is the last mail of ${brand.name} about your membership.`,
    },
    cs: {
      subject: `Vaše členství v klubu ${brand.name} je ukončeno`,
      preview: 'Děkujeme, že jste byli s námi.',
      title: `Na shledanou, ${name}`,
      parts: [
        text(
          `Vaše členství v klubu ${brand.name} je ukončeno, jak jste si přáli. Karty ani body už neplatí a přihlásit se nelze.`,
        ),
        text('Děkujeme, že jste byli s námi. Pokud se budete chtít vrátit, řekněte nám v obchodě.'),
      ],
      reason: `Toto je poslední e-mail klubu ${brand.name} o vašem členství.`,
    },
  })[language];
