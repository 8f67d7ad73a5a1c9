"""Fails if a build of plex-pin, with any subset of its features, has a crate in its tree that opens a socket.

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
    package = json.loads(cargo("metadata", "--no-deps", "--format-version", "1"))["packages"][0]
    features = sorted(set(package["features"]) - {"default"})
    crates = 0
    subsets = 0
    for size in range(len(features) + 1):
        for subset in itertools.combinations(features, size):
            tree = cargo(
                "tree", "--locked", "--quiet", "--no-default-features", "--features", ",".join(subset),
                "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}",
            )
            names = {line.split()[0] for line in tree.splitlines() if line}
            if names & SOCKETS:
                sys.exit(f"features {subset}: {sorted(names & SOCKETS)}")
            crates = max(crates, len(names))
            subsets += 1
    print(f"no sockets: {subsets} subsets of {features}, at most {crates} crates")


main()
