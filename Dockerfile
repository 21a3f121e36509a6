# The notebooks with all they need: Java, Jupyter, the kernel, the built library. No network is needed
# when it runs.
#
#   docker build -t ihct .                            the image; --target gpu: for an NVIDIA card
#   docker run --rm -p 127.0.0.1:8888:8888 ihct       prints the address, with its token
#
# With your songs, which are not changed, and with results that stay:
#
#   docker run --rm -p 127.0.0.1:8888:8888 -v "$PWD/songs:/data:ro" -v ihct-out:/out ihct
#
# Results tell which commit made them, if the image is told:
#
#   docker build -t ihct --build-arg REVISION="$(git describe --always --dirty --tags)" .
#
# On an NVIDIA card (compute capability 7.0 or newer), by the host's driver:
#
#   docker build -t ihct-gpu --target gpu . && docker run --rm --gpus all -p 127.0.0.1:8888:8888 ihct-gpu

FROM debian:bookworm-20260518-slim AS built

RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
       ca-certificates \
       jupyter-notebook \
       maven \
       openjdk-17-jdk-headless \
       python3-docutils \
       python3-nbclient \
       python3-nbconvert \
       python3-widgetsnbextension \
       tini \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --uid 1000 --create-home --shell /bin/bash ihct \
    && mkdir /data \
    && install -d -o ihct -g ihct /opt/ihct \
    && install -d -m 1777 /out

WORKDIR /opt/ihct
USER ihct
ENV LANG=C.UTF-8 IHCT_OUT=/out

# The libraries change seldom, so they have a layer of their own.
COPY --chown=ihct:ihct pom.xml ./
COPY --chown=ihct:ihct .mvn .mvn
COPY --chown=ihct:ihct lib/trees/pom.xml lib/trees/
COPY --chown=ihct:ihct lib/kernel/pom.xml lib/kernel/
COPY --chown=ihct:ihct lib/ihct/pom.xml lib/ihct/
RUN mvn -B -ntp -q compile dependency:resolve

# .dockerignore says what this is.
COPY --chown=ihct:ihct . .
RUN environment/build

ARG REVISION=""
RUN printf %s "$REVISION" >target/launcher/version
LABEL org.opencontainers.image.title="IHCT" \
      org.opencontainers.image.description="Inferred Hierarchical Classification Trees: library and notebooks in Java" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="$REVISION"

EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python3", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8888/api', timeout=8)"]
ENTRYPOINT ["tini", "--", "/opt/ihct/environment/container/start"]

# The driver is the host's; the variables let it in.
FROM built AS gpu
ENV IHCT_DEVICE=gpu NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility

# For editors: what they need inside of it, and a user who may install more.
FROM built AS dev
USER root
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends git sudo \
    && rm -rf /var/lib/apt/lists/* \
    && echo "ihct ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/ihct
USER ihct

# The last target is the one that is built unless another is named.
FROM built AS cpu
