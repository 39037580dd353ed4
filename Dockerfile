# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
# Built in: the message templates.
COPY config/templates/ config/templates/
RUN dotnet publish src/Host -c Release -o /app

# The "extra" image carries ICU, which text normalisation needs.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /var/lib/monitor
COPY --from=build /app /app
USER 1654
EXPOSE 8080
ENTRYPOINT ["/app/monitor"]
CMD ["run", "--config", "/etc/monitor"]
