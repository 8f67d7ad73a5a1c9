// Records the page's sign-in with Playwright and a Chromium: as one HAR, and with the bodies in other files.
//
//     node playwright.cjs CHROMIUM FOLDER

const { chromium } = require('playwright-core');

async function record(executablePath, name, content) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Example',
    recordHar: { path: name, content, mode: 'full' },
  });
  const page = await context.newPage();
  await page.goto('https://app.plex.tv/');
  await page.waitForFunction(() => document.title === 'Signed in', null, { timeout: 60000 });
  await context.close();
  await browser.close();
}

async function main() {
  const [executablePath, folder] = process.argv.slice(2);
  await record(executablePath, `${folder}/embed.har`, 'embed');
  await record(executablePath, `${folder}/attach/attach.har`, 'attach');
  await record(executablePath, `${folder}/attach.har.zip`, 'attach');
  await record(executablePath, `${folder}/omit.har`, 'omit');
}

main().catch((error) => { console.error(error); process.exit(1); });
