"""The one desk between the faces and the rooms; each face imports the module it needs, so that starting is cheap."""
