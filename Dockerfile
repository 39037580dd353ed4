# syntax=docker/dockerfile:1
# Both images can be pinned to a digest: --build-arg SDK=mcr.microsoft.com/dotnet/sdk:10.0@sha256:...
ARG SDK=mcr.microsoft.com/dotnet/sdk:10.0-noble
# The "extra" image carries ICU, which text normalisation needs; it has no shell and no package manager.
ARG RUNTIME=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

FROM ${SDK} AS build
WORKDIR /src
# What decides which packages are restored, in a layer of its own: sources change daily, these do not.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Core/Core.csproj src/Core/
COPY src/Collectors/Collectors.csproj src/Collectors/
COPY src/Analysis/Analysis.csproj src/Analysis/
COPY src/Alerts/Alerts.csproj src/Alerts/
COPY src/Storage/Storage.csproj src/Storage/
COPY src/Host/Host.csproj src/Host/
RUN dotnet restore src/Host
COPY src/ src/
# Built in: the message templates.
COPY config/templates/ config/templates/
RUN dotnet publish src/Host -c Release --no-restore -o /app
# What is in it, as SPDX 2.2, for whoever must answer for it: /app/_manifest/spdx_2.2/manifest.spdx.json
ARG VERSION=0.1.0
RUN dotnet tool install --tool-path /tools Microsoft.Sbom.DotNetTool --version 4.1.13 \
 && /tools/sbom-tool generate -b /app -bc /src -pn monitor -pv ${VERSION} -ps monitor -nsb https://monitor.invalid/sbom -V Error
# Volumes are mounted over these; the image itself is read-only.
RUN mkdir -p /empty/var/lib/monitor /empty/etc/monitor

FROM ${RUNTIME}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="monitor" \
      org.opencontainers.image.description="Early warning for an exam season" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build --chown=1654:1654 /empty/var/lib/monitor /var/lib/monitor
COPY --from=build /empty/etc/monitor /etc/monitor
COPY --from=build /app /app
WORKDIR /var/lib/monitor
USER 1654
EXPOSE 8080
ENTRYPOINT ["/app/monitor"]
CMD ["run", "--config", "/etc/monitor"]
