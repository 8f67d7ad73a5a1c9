"""Fails if a published package, with any subset of its features, has a crate in its tree that opens a socket.

Run in the root of the repository. The trees are those of `cargo tree`; nothing is built.
"""

import itertools
import json
import subprocess
import sys

# Crates that open sockets, or that are of no use but to crates that do.
SOCKETS = set(
    """
    actix-rt actix-web async-io async-net async-std attohttpc aws-lc-rs aws-lc-sys axum curl curl-sys h2 h3 hickory-resolver http-body
    hyper hyper-rustls hyper-tls hyper-util isahc mio minreq native-tls net2 nix openssl openssl-sys quinn reqwest rustls
    rustls-native-certs rustls-platform-verifier smol socket2 surf tiny_http tokio tokio-rustls tonic tower-http trust-dns-resolver
    tungstenite ureq warp webpki-roots
    """.split()
)


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], check=True, capture_output=True, text=True).stdout


def main():
    packages = json.loads(cargo("metadata", "--no-deps", "--format-version", "1"))["packages"]
    for package in packages:
        # An empty list means that it is not published.
        if package["publish"] != []:
            check(package["name"], sorted(set(package["features"]) - {"default"}))


def check(package, features):
    crates = 0
    subsets = 0
    for size in range(len(features) + 1):
        for subset in itertools.combinations(features, size):
            tree = cargo(
                "tree", "--locked", "--quiet", "--package", package, "--no-default-features",
                "--features", ",".join(subset),
                "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}",
            )
            names = {line.split()[0] for line in tree.splitlines() if line}
            if names & SOCKETS:
                sys.exit(f"{package}, features {subset}: {sorted(names & SOCKETS)}")
            crates = max(crates, len(names))
            subsets += 1
    print(f"no sockets: {package}, {subsets} subsets of {features}, at most {crates} crates")


main()
