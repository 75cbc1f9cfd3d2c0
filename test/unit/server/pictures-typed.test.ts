import { withoutInlinePictures } from "@sidethread/server/conversations/pictures/inline-pictures";
import { picturesTaken } from "@sidethread/server/conversations/pictures/picture-limits";
import { typeOfFile } from "@sidethread/server/conversations/pictures/picture-types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("a file is what its bytes are", () => {
  it.each([
    ["image/jpeg", "\xff\xd8\xff\xe0\x00\x10JFIF"],
    ["image/png", "\x89PNG\r\n\x1a\n"],
    ["image/gif", "GIF89a"],
    ["image/gif", "GIF87a"],
    ["image/webp", "RIFF\x24\x00\x00\x00WEBPVP8 "],
    ["image/heic", "\x00\x00\x00\x18ftypheic"],
    ["image/heic", "\x00\x00\x00\x18ftypmif1"],
    ["video/3gpp", "\x00\x00\x00\x18ftyp3gp5"],
    ["video/mp4", "\x00\x00\x00\x18ftypisom"],
    ["video/mp4", "\x00\x00\x00\x18ftypmp42"],
    ["video/quicktime", "\x00\x00\x00\x14ftypqt  "],
    ["audio/mp4", "\x00\x00\x00\x1cftypM4A "],
    ["audio/amr", "#!AMR\n"],
    ["audio/ogg", "OggS\x00"],
    ["audio/wav", "RIFF\x24\x00\x00\x00WAVEfmt "],
    ["audio/mpeg", "ID3\x03"],
    ["audio/mpeg", "\xff\xfb\x90"],
    ["audio/aac", "\xff\xf1\x50"],
    ["application/pdf", "%PDF-1.7"],
    ["text/vcard", "BEGIN:VCARD\r\n"],
    ["text/vcard", "\xef\xbb\xbfbegin:vcard\r\n"],
  ])("%s", (contentType, beginning) => expect(typeOfFile(bytes(beginning))?.contentType).toBe(contentType));

  it.each([
    ["nothing", ""],
    ["HTML", "<!DOCTYPE html><script>alert(1)</script>"],
    ["SVG", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ["SVG after an XML declaration", '<?xml version="1.0"?><svg/>'],
    ["a program", "MZ\x90\x00"],
    ["a zip", "PK\x03\x04"],
    ["a script", "#!/bin/sh"],
    ["words", "hello"],
    ["a mark that is not at the beginning", " GIF89a"],
    ["half a mark", "\xff\xd8"],
    ["another RIFF", "RIFF\x24\x00\x00\x00AVI LIST"],
  ])("%s is none that we pass on", (_, beginning) => expect(typeOfFile(bytes(beginning))).toBeNull());

  it("whatever follows its beginning", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (rest) => {
        expect(typeOfFile(Uint8Array.of(137, 80, 78, 71, ...rest))).toEqual({
          contentType: "image/png",
          extension: "png",
        });
      }),
    );
  });
});

describe("what a carrier takes of pictures", () => {
  it.each([
    ["twilio", "sms", 10, "image/gif"],
    ["twilio", "whatsapp", 1, "image/png"],
  ] as const)("%s over %s", (carrier, channel, most, contentType) => {
    const taken = picturesTaken({ carrier, channel });
    expect(taken).toMatchObject({ most, largest: 5 * 1024 * 1024 });
    expect(taken.contentTypes).toContain(contentType);
    expect(taken.contentTypes).not.toContain("image/svg+xml");
  });

  it("Klaviyo: none", () => {
    expect(picturesTaken({ carrier: "klaviyo", channel: "sms" }).most).toBe(0);
  });
});

describe("words are without the pictures that were pasted between them", () => {
  const pasted = "![](https://moorlicht.zendesk.com/attachments/token/a1B2/?name=image.png)";

  it.each([
    [
      "Like this:\n\n ![coat.jpg](https://brand.example/attachments/token/x/?name=coat.jpg)\n\nRight?",
      "Like this:\n\nRight?",
    ],
    [`One ${pasted} two ${pasted}`, "One two"],
    [pasted, ""],
    [`  ${pasted}\n`, ""],
  ])("%j", (body, words) => expect(withoutInlinePictures(body)).toBe(words));

  it.each([
    "![](https://shop.example/coat.png)",
    "[the chart](https://moorlicht.zendesk.com/attachments/token/a1B2/?name=chart.pdf)",
    "https://moorlicht.zendesk.com/attachments/token/a1B2/?name=chart.pdf",
    "  two  spaces\n\n\n\nand lines \n",
    "Wow! [sic] (really)",
    "",
  ])("%j stays as it is", (body) => expect(withoutInlinePictures(body)).toBe(body));
});
