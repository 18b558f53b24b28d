// The interactive API page; FastAPI's own carries this as an inline script, which our content policy forbids.
SwaggerUIBundle({ url: "/openapi.json", dom_id: "#swagger-ui", validatorUrl: null, deepLinking: true });
