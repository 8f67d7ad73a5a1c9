"""Records the page's sign-in with Firefox's own HAR export, over Marionette (Firefox's remote protocol).

    python firefox.py FOLDER
"""

import itertools
import json
import os
import pathlib
import socket
import subprocess
import sys
import time

PORT = 2828
PREFERENCES = {
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.normandy.enabled": False,
    "general.useragent.override": "Mozilla/5.0 (X11; Linux x86_64) Example",
    "devtools.netmonitor.persistlog": True,
}

# Opens the network panel, lets the page sign in, and exports what the panel shows.
EXPORT = """
const done = arguments[arguments.length - 1];
(async () => {
  const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
  const { gDevTools } = require("devtools/client/framework/devtools");
  const tab = gBrowser.selectedTab;
  const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: "netmonitor" });
  gBrowser.loadURI(Services.io.newURI("https://app.plex.tv/"), {
    triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
  });
  for (let turn = 0; turn < 300 && tab.label !== "Signed in"; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  if (tab.label !== "Signed in") {
    throw new Error(`expected title Signed in, found ${tab.label}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
  // What an extension gets from devtools.network.getHAR(): the log without its wrapper.
  const bare = await toolbox.getHARFromNetMonitor();
  const text = JSON.stringify(bare, null, 2);
  const { HarExporter } = require("devtools/client/netmonitor/src/har/har-exporter");
  const window = toolbox.getPanel("netmonitor").panelWin;
  const { HarMenuUtils } = require("devtools/client/netmonitor/src/har/har-menu-utils");
  const state = window.store.getState();
  const { getDisplayedRequests } = require("devtools/client/netmonitor/src/selectors/index");
  const whole = await HarExporter.getHar(
    HarMenuUtils.getDefaultHarOptions(getDisplayedRequests(state), window.connector)
  );
  return { bare: text, whole: typeof whole === "string" ? whole : JSON.stringify(whole, null, 2) };
})().then(done, (error) => done({ error: `${error}\\n${error.stack}` }));
"""


class Marionette:
    """Sends commands, each `LENGTH:[0,ID,NAME,PARAMETERS]`."""

    def __init__(self):
        for _ in range(300):
            try:
                self.stream = socket.create_connection(("127.0.0.1", PORT)).makefile("rwb")
                break
            except OSError:
                time.sleep(0.2)
        self.ids = itertools.count(1)
        self.receive()

    def receive(self):
        length = b""
        while (byte := self.stream.read(1)) != b":":
            length += byte
        return json.loads(self.stream.read(int(length)))

    def send(self, name, parameters):
        message = json.dumps([0, next(self.ids), name, parameters]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(error)
        return result


def main():
    folder = pathlib.Path(sys.argv[1])
    profile = pathlib.Path(os.environ["HOME"]) / "profile"
    profile.mkdir()
    database = f"sql:{profile}"
    subprocess.run(["certutil", "-N", "--empty-password", "-d", database], check=True)
    authority = os.environ["SSL_CERT_FILE"]
    subprocess.run(["certutil", "-A", "-d", database, "-n", "test", "-t", "C,,", "-i", authority], check=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines))
    command = ["firefox-esr", "--headless", "--marionette", "--remote-allow-system-access", "--profile", str(profile)]
    with open(profile.parent / "firefox.log", "wb") as log:
        firefox = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        marionette = Marionette()
        marionette.send("WebDriver:NewSession", {})
        marionette.send("WebDriver:SetTimeouts", {"script": 120000})
        marionette.send("Marionette:SetContext", {"value": "chrome"})
        value = marionette.send("WebDriver:ExecuteAsyncScript", {"script": EXPORT, "args": []})["value"]
        if "error" in value:
            raise RuntimeError(value["error"])
        (folder / "getHAR.json").write_text(value["bare"], encoding="utf-8")
        (folder / "save-all.har").write_text(value["whole"], encoding="utf-8")
    finally:
        firefox.terminate()
        firefox.wait()


main()
