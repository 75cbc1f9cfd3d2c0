/**
 * What somebody writes who wants a page to run it. What would run calls `xss`; what would be an element carries
 * `data-xss`; what would be fetched is at `xss.example`. Ten go into a field at once, the first of them at its
 * beginning, where an address has its scheme: had one become HTML and swallowed the others, it would be found.
 */
const PAYLOADS = [
  `javascript:xss("address")//`,
  `<script data-xss>xss("script")</script>`,
  `"><img data-xss src=x onerror=xss("image")>`,
  `'><svg data-xss onload=xss('svg')><animate data-xss onbegin=xss('svg') attributeName=x dur=1s>`,
  `<iframe data-xss srcdoc="<script>parent.xss('frame')</script>"></iframe>`,
  `//xss.example/"><a data-xss href="jAvAsCrIpT&colon;xss('anchor')">Look</a>`,
  `</script><script data-xss>xss("json")</script>`,
  `</textarea></title></style></option></select><body data-xss onload=xss("closing")>`,
  `<input data-xss autofocus onfocus=xss("focus")><details data-xss open ontoggle=xss("toggle")>`,
  `<math><mtext><table><mglyph><style><!--</style><img data-xss src=x onerror=xss("mutation")>`,
  `data:text/html,<script data-xss>parent.xss("data")</script>`,
  `<style data-xss>@import "http://xss.example/a.css";</style><link data-xss rel=stylesheet href=http://xss.example/b>`,
  `<meta data-xss http-equiv=refresh content="60;url=http://xss.example/"><base data-xss href=http://xss.example/>`,
  `x" onmouseover="xss('attribute')" style="animation:x" onanimationstart="xss('attribute')" data-xss="`,
  `{{constructor.constructor('xss("template")')()}} \${xss("template")} <%= xss("template") %>`,
  `\u202Egnp.dlihc\u202C \u2066a\u2069 z\u200Bz\u200D\uFEFF<b data-xss>zero width</b>`,
  `{name, select, other {<b data-xss>x</b>}} {count, plural, one {#}} '{'<b data-xss>message</b>`,
  `[Look](javascript:xss("markdown")) ![x](http://xss.example/beacon.png)`,
  `&lt;img data-xss src=x onerror=xss("entities")&gt; \\u003cimg data-xss src=x onerror=xss(1)\\u003e %3Cb%20data-xss%3E`,
  `__proto__ constructor toString <b data-xss onclick=xss("names")>`,
];

export const PAYLOADS_IN_A_FIELD = PAYLOADS.length / 2;

/** What is written into fields. */
export const POISONS = [
  PAYLOADS.slice(0, PAYLOADS_IN_A_FIELD).join(" "),
  PAYLOADS.slice(PAYLOADS_IN_A_FIELD).join(" "),
] as const;

/** One that an e-mail address may hold. */
export const poisonedEmail = (key: string) => `"<img data-xss id=${key} src=x onerror=xss(1)>"@example.com`;

/** One that a short field takes. */
export const SHORT_POISON = `<b data-xss onclick=xss(1)>{0}</b>`;
