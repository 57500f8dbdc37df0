import { button, text, type Template } from '../mail-content.ts';

export interface ConfirmEmailData {
  readonly name: string;
  readonly link: string;
}

/** Asks for the second step of a double opt-in. Whoever did not ask gets no advertising by it. */
export const confirmEmail: Template<ConfirmEmailData> = ({ name, link }, { language, brand }) =>
  ({
    de: {
      subject: `Bitte bestätige deine E-Mail-Adresse`,
      preview: `Ein Klick, dann ist deine Adresse bei ${brand.name} bestätigt.`,
      title: `Hallo ${name}`,
      parts: [
        text(
          `Mit dieser Adresse hat sich jemand bei ${brand.name} angemeldet. Warst du das, bestätige sie bitte.`,
        ),
        button('E-Mail-Adresse bestätigen', link),
        text('Der Link gilt 48 Stunden und nur einmal.'),
        text('Warst du es nicht, musst du nichts tun: Ohne Bestätigung schreiben wir dir nicht.'),
      ],
      reason: `Diese Mail gehört zur Anmeldung bei ${brand.name}.`,
    },
    en: {
      subject: `Please confirm your e-mail address`,
      preview: `One click, and your address is confirmed at ${brand.name}.`,
      title: `Hello ${name}`,
      parts: [
        text(`Somebody joined ${brand.name} with this address. If it was you, please confirm it.`),
        button('Confirm e-mail address', link),
        text('The link works for 48 hours, and once.'),
        text('If it was not you, there is nothing to do: without confirmation we do not write to you.'),
      ],
      reason: `This mail belongs to joining ${brand.name}.`,
    },
    cs: {
      subject: `Potvrďte prosím svou e-mailovou adresu`,
      preview: `Jedno kliknutí a adresa je u klubu ${brand.name} potvrzená.`,
      title: `Dobrý den, ${name}`,
      parts: [
        text(
          `S touto adresou se někdo přihlásil do klubu ${brand.name}. Pokud jste to byli vy, potvrďte ji prosím.`,
        ),
        button('Potvrdit e-mailovou adresu', link),
        text('Odkaz platí 48 hodin a jen jednou.'),
        text('Pokud jste to nebyli vy, nemusíte dělat nic: bez potvrzení vám psát nebudeme.'),
      ],
      reason: `Tento e-mail patří k přihlášení do klubu ${brand.name}.`,
    },
  })[language];
